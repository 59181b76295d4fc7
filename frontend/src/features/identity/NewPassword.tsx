import { PasswordField } from "../../components/PasswordField.tsx";
import { t } from "../../texts.ts";

/** The server's default; what it refuses beyond that, it explains. */
const leastPasswordLength = 10;

interface NewPasswordProps {
  label?: string;
  value: string;
  onChange: (value: string) => void;
}

/** Says what is wanted before it is wrong, and what is wrong only once something was typed. */
export function NewPassword({ label = t.password.next, value, onChange }: NewPasswordProps) {
  const short = value !== "" && value.length < leastPasswordLength;
  return (
    <PasswordField
      label={label}
      autoComplete="new-password"
      required
      minLength={leastPasswordLength}
      hint={t.password.hint}
      error={short ? t.password.short : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
