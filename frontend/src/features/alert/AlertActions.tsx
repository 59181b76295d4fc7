import { Check, CheckCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { useCommand } from "../../hooks/useCommand.ts";
import type { Alert } from "../../services/api/shapes.ts";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";

export type Settling = "acknowledge_alert" | "resolve_alert";

/** The buttons to acknowledge and resolve an alert, each with an optional comment. */
export function AlertActions({ alert }: { alert: Alert }) {
  const [settling, setSettling] = useState<Settling>();
  if (alert.state === "resolved") return null;
  return (
    <>
      {alert.state === "raised" && (
        <Button small onClick={() => setSettling("acknowledge_alert")}>
          <Check aria-hidden="true" size={16} strokeWidth={1.75} />
          {t.alerts.acknowledge}
        </Button>
      )}
      <Button small look="quiet" onClick={() => setSettling("resolve_alert")}>
        <CheckCheck aria-hidden="true" size={16} strokeWidth={1.75} />
        {t.alerts.resolve}
      </Button>
      {settling && <SettleDialog alert={alert} settling={settling} onClose={() => setSettling(undefined)} />}
    </>
  );
}

interface SettleDialogProps {
  alert: Alert;
  settling: Settling;
  onClose: () => void;
}

export function SettleDialog({ alert, settling, onClose }: SettleDialogProps) {
  const [comment, setComment] = useState("");
  const { busy, error, send } = useCommand();
  const settle = async () => {
    const said = comment.trim() === "" ? {} : { comment: comment.trim() };
    const data = { engagement: alert.engagement, alert: alert.id, ...said };
    if (await send({ type: settling, data })) onClose();
  };
  const verb = settling === "resolve_alert" ? t.alerts.resolve : t.alerts.acknowledge;
  return (
    <Dialog title={verb} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void settle();
        }}
      >
        <p className="[overflow-wrap:anywhere] text-muted">{alert.title}</p>
        <Field
          label={`${t.alerts.comment} (${t.common.optional})`}
          hint={t.alerts.commentHint}
          maxLength={1_000}
          value={comment}
          error={error === undefined ? undefined : explain(error)}
          onChange={(event) => setComment(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
