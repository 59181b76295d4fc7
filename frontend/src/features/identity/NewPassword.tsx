import { PasswordField } from "../../components/PasswordField.tsx";
import { t } from "../../texts.ts";

/** The server's default. The server explains other reasons to refuse a password. */
const minPasswordLength = 10;

interface NewPasswordProps {
  label?: string;
  value: string;
  onChange: (value: string) => void;
}

/** Shows the rule first and an error only after something was typed. */
export function NewPassword({ label = t.password.next, value, onChange }: NewPasswordProps) {
  const short = value !== "" && value.length < minPasswordLength;
  return (
    <PasswordField
      label={label}
      autoComplete="new-password"
      required
      minLength={minPasswordLength}
      hint={t.password.hint}
      error={short ? t.password.short : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
