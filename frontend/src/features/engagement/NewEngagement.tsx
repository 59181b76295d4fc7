import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field, SelectField } from "../../components/Field.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { keys } from "../../services/api/queryKeys.ts";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";

export function NewEngagement({ onClose }: { onClose: () => void }) {
  const { api, user } = useWorkplace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [client, setClient] = useState("");
  const [title, setTitle] = useState("");
  const { busy, error, run } = useTask();
  const { data } = useQuery({ queryKey: ["organisations"], queryFn: api.organisations });
  const own = new Set(user.grants.filter(({ role }) => role === "MSP").map(({ organisation }) => organisation));
  const clients = (data ?? []).filter(({ kind, msp }) => kind === "CLIENT" && msp && own.has(msp));
  const chosen = client || clients[0]?.id || "";
  const create = async () => {
    await run(async () => {
      const engagement = await api.createEngagement(chosen, title.trim());
      await queries.invalidateQueries({ queryKey: keys.engagements() });
      onClose();
      void navigate(`/engagements/${encodeURIComponent(engagement.id)}`);
    });
  };
  return (
    <Dialog title={t.engagements.create} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <SelectField label={t.engagements.client} value={chosen} onChange={(event) => setClient(event.target.value)}>
          {clients.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          label={t.engagements.title}
          required
          maxLength={200}
          value={title}
          error={error === undefined ? undefined : explain(error)}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={chosen === "" || title.trim() === ""}>
            {t.common.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
