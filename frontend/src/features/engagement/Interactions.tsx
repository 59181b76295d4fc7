import { Plus } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { t } from "../../texts.ts";
import { DetailsGroup } from "./DetailsGroup.tsx";

const kindPattern = /^[a-z][a-z0-9_-]{0,31}$/;
const usualKinds = ["call", "visit"];

/** The interaction counters. A click records one; the total is the server's, with unacknowledged ones next to it. */
export function Interactions({ engagement }: { engagement: Engagement }) {
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
    <DetailsGroup
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
            {t.engagements.notRecorded(kind, error?.message ?? "")}
            <Button small onClick={() => live.socket.retry(id)}>
              {t.common.retry}
            </Button>
            <Button small look="quiet" onClick={() => live.socket.discard(id)}>
              {t.chat.discard}
            </Button>
          </p>
        ))}
      {adding && <NewKindDialog onClose={() => setAdding(false)} add={record} />}
    </DetailsGroup>
  );
}

function NewKindDialog({ onClose, add }: { onClose: () => void; add: (kind: string) => void }) {
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
