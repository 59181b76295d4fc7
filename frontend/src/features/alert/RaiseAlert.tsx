import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field, SelectField } from "../../components/Field.tsx";
import { useCommand } from "../../hooks/useCommand.ts";
import { explain } from "../../services/model/explain.ts";
import type { Severity } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

export function RaiseAlert({ engagement, onClose }: { engagement: string; onClose: () => void }) {
  const [severity, setSeverity] = useState<Severity>("warning");
  const [title, setTitle] = useState("");
  const [detail, setDetail] = useState("");
  const { busy, error, send } = useCommand();
  const raise = async () => {
    const more = detail.trim() === "" ? {} : { detail: detail.trim() };
    const data = { engagement, severity, title: title.trim(), ...more };
    if (await send({ type: "raise_alert", data })) onClose();
  };
  return (
    <Dialog title={t.alerts.raise} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void raise();
        }}
      >
        <SelectField
          label={t.alerts.severityLabel}
          value={severity}
          onChange={(event) => setSeverity(event.target.value as Severity)}
        >
          {(["info", "warning", "critical"] as const).map((name) => (
            <option key={name} value={name}>
              {t.alerts.severity[name]}
            </option>
          ))}
        </SelectField>
        <Field
          label={t.alerts.title}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Field
          label={`${t.alerts.detail} (${t.common.optional})`}
          maxLength={4_000}
          value={detail}
          error={error === undefined ? undefined : explain(error)}
          onChange={(event) => setDetail(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={title.trim() === ""}>
            {t.alerts.raise}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
