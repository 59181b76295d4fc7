import { useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Avatar } from "../../components/Avatar.tsx";
import { Button, IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { usePeople } from "../../hooks/useEngagement.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useTask } from "../../hooks/useTask.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { keys } from "../../services/api/queryKeys.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { explain } from "../../services/model/explain.ts";
import { sideOf } from "../../services/model/sides.ts";
import type { EngagementStatus, Role } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

const kindPattern = /^[a-z][a-z0-9_-]{0,31}$/;
const usualKinds = ["call", "visit"];

/** What is beside the conversation: status, counters, people, and whatever the page puts at its end. */
export function Details({ engagement, children }: { engagement: Engagement; children?: ReactNode }) {
  return (
    <div className="grid content-start gap-6 p-4">
      <StatusAndTitle engagement={engagement} />
      <Interactions engagement={engagement} />
      {children}
      <People engagement={engagement} />
    </div>
  );
}

function Group({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <div className="flex min-h-7 items-center justify-between">
        <h2 className="text-sm font-semibold text-muted">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

function StatusAndTitle({ engagement }: { engagement: Engagement }) {
  const { api, user } = useWorkplace();
  const queries = useQueryClient();
  const [renaming, setRenaming] = useState(false);
  const { error, run } = useTask();
  const mayChange = sideOf(user.grants, engagement) === "MSP";
  const change = async (part: { title?: string; status?: EngagementStatus }) => {
    const done = await run(() => api.changeEngagement(engagement.id, engagement.version, part));
    void queries.invalidateQueries({ queryKey: keys.engagement(engagement.id) });
    return done;
  };
  return (
    <Group
      title={t.engagements.statusLabel}
      action={
        mayChange && (
          <IconButton label={t.engagements.rename} className="size-7" onClick={() => setRenaming(true)}>
            <Pencil size={16} strokeWidth={1.75} />
          </IconButton>
        )
      }
    >
      {mayChange ? (
        <select
          aria-label={t.engagements.statusLabel}
          className="field"
          value={engagement.status}
          onChange={(event) => void change({ status: event.target.value as EngagementStatus })}
        >
          {(["open", "on_hold", "closed"] as const).map((status) => (
            <option key={status} value={status}>
              {t.engagements.status[status]}
            </option>
          ))}
        </select>
      ) : (
        <p>{t.engagements.status[engagement.status]}</p>
      )}
      {error !== undefined && (
        <p role="alert" className="text-sm text-critical">
          {explain(error)}
        </p>
      )}
      {renaming && (
        <Rename engagement={engagement} onClose={() => setRenaming(false)} rename={(title) => change({ title })} />
      )}
    </Group>
  );
}

interface RenameProps {
  engagement: Engagement;
  onClose: () => void;
  rename: (title: string) => Promise<boolean>;
}

function Rename({ engagement, onClose, rename }: RenameProps) {
  const [title, setTitle] = useState(engagement.title);
  return (
    <Dialog title={t.engagements.rename} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void rename(title.trim()).then(onClose);
        }}
      >
        <Field
          label={t.engagements.title}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={title.trim() === ""}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One click records one; the number shown is the server's, the one on its way is added faintly. */
function Interactions({ engagement }: { engagement: Engagement }) {
  const { live } = useWorkplace();
  const outbox = useStore(live.outbox);
  const [adding, setAdding] = useState(false);
  const closed = engagement.status === "closed";
  const kinds = [...new Set([...usualKinds, ...Object.keys(engagement.interactions)])].toSorted();
  const record = (kind: string) =>
    void live.socket.send({ type: "record_interaction", data: { engagement: engagement.id, kind } });
  const own = outbox.flatMap((entry) =>
    entry.command.type === "record_interaction" && entry.command.data.engagement === engagement.id
      ? [{ ...entry, kind: entry.command.data.kind }]
      : [],
  );
  const waiting = (wanted: string) => own.filter(({ kind, state }) => kind === wanted && state !== "failed").length;
  return (
    <Group
      title={t.engagements.interactions}
      action={
        !closed && (
          <IconButton label={t.engagements.newKind} className="size-7" onClick={() => setAdding(true)}>
            <Plus size={16} strokeWidth={1.75} />
          </IconButton>
        )
      }
    >
      <ul className="grid gap-1">
        {kinds.map((kind) => (
          <li key={kind} className="flex items-center justify-between gap-2">
            <Button
              small
              disabled={closed}
              onClick={() => record(kind)}
              aria-label={t.engagements.record(kind)}
              className="max-w-[11rem]"
            >
              <Plus aria-hidden="true" size={16} strokeWidth={1.75} className="size-3.5" />
              <span className="truncate">{kind}</span>
            </Button>
            <span className="numbers text-base font-medium" data-interaction={kind}>
              {waiting(kind) > 0 && <span className="mr-1.5 text-sm font-normal text-faint">+{waiting(kind)}</span>}
              {(engagement.interactions[kind] ?? 0).toLocaleString("en")}
            </span>
          </li>
        ))}
      </ul>
      {own
        .filter(({ state }) => state === "failed")
        .map(({ id, kind, error }) => (
          <p key={id} role="alert" className="flex flex-wrap items-center gap-2 text-sm text-critical">
            {t.engagements.notCounted(kind, error?.message ?? "")}
            <Button small onClick={() => live.socket.retry(id)}>
              {t.common.retry}
            </Button>
            <Button small look="quiet" onClick={() => live.socket.discard(id)}>
              {t.chat.discard}
            </Button>
          </p>
        ))}
      {adding && <NewKind onClose={() => setAdding(false)} add={record} />}
    </Group>
  );
}

function NewKind({ onClose, add }: { onClose: () => void; add: (kind: string) => void }) {
  const [kind, setKind] = useState("");
  const valid = kindPattern.test(kind);
  return (
    <Dialog title={t.engagements.newKind} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid) return;
          add(kind);
          onClose();
        }}
      >
        <Field
          label={t.engagements.newKind}
          hint={t.engagements.kindHint}
          error={kind !== "" && !valid ? t.engagements.kindWrong : undefined}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={!valid}>
            {t.engagements.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function People({ engagement }: { engagement: Engagement }) {
  const { live } = useWorkplace();
  const presence = useStore(live.presence);
  const people = usePeople();
  const sides = [
    { organisation: engagement.client, role: "CLIENT" as Role },
    { organisation: engagement.msp, role: "MSP" as Role },
  ];
  return (
    <Group title={t.engagements.people}>
      {sides.map(({ organisation, role }) => {
        const online = new Set(presence.get(organisation.id)?.online.map(({ id }) => id));
        const members = people
          .filter((person) => person.organisation === organisation.id)
          .toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id)) || a.name.localeCompare(b.name));
        return (
          <div key={organisation.id} className="grid gap-1.5">
            <p className="flex items-baseline justify-between gap-2 text-sm">
              <span className="truncate font-medium">{organisation.name}</span>
              <span className="numbers shrink-0 text-faint">
                {t.engagements.online(presence.get(organisation.id)?.count ?? 0)}
              </span>
            </p>
            <ul className="grid gap-1.5">
              {members.slice(0, 50).map(({ id, name }) => (
                <li key={id} className="flex items-center gap-2">
                  <Avatar small name={name} role={role} online={online.has(id)} />
                  <span className="truncate text-sm">{name}</span>
                  <span className="sr-only">{online.has(id) ? t.engagements.here : t.engagements.away}</span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Group>
  );
}
