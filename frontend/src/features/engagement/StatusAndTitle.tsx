import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { keys } from "../../services/api/queryKeys.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { explain } from "../../services/model/explain.ts";
import { sideOf } from "../../services/model/sides.ts";
import type { EngagementStatus } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { DetailsGroup } from "./DetailsGroup.tsx";

/** Shows the status. People of the MSP can change it and rename the engagement. */
export function StatusAndTitle({ engagement }: { engagement: Engagement }) {
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
    <DetailsGroup
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
        <RenameDialog
          engagement={engagement}
          onClose={() => setRenaming(false)}
          rename={(title) => change({ title })}
        />
      )}
    </DetailsGroup>
  );
}

interface RenameDialogProps {
  engagement: Engagement;
  onClose: () => void;
  rename: (title: string) => Promise<boolean>;
}

function RenameDialog({ engagement, onClose, rename }: RenameDialogProps) {
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
