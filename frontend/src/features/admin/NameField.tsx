import { Field } from "../../components/Field.tsx";
import { t } from "../../texts.ts";

export function NameField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  return (
    <Field
      label={t.admin.name}
      required
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
