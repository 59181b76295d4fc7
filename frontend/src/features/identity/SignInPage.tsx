import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { PasswordField } from "../../components/PasswordField.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { ApiError } from "../../services/api/problem.ts";
import type { Session } from "../../services/api/session.ts";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";
import { FormError, FormPage } from "./FormPage.tsx";

export function SignInPage({ session, ended }: { session: Session; ended: boolean }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, run } = useTask();
  return (
    <FormPage title={t.signIn.title} lead={ended ? t.signIn.ended : t.signIn.lead}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => session.signIn(email.trim(), password));
        }}
      >
        <FormError text={error === undefined ? undefined : whySignInFailed(error)} />
        <Field
          label={t.signIn.email}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={t.signIn.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="primary" type="submit" busy={busy}>
          {t.signIn.submit}
        </Button>
      </form>
    </FormPage>
  );
}

function whySignInFailed(error: unknown): string {
  if (error instanceof ApiError && error.status === 401) return t.signIn.wrong;
  if (error instanceof ApiError && error.status === 429)
    return t.signIn.slowDown(Math.ceil((error.retryAfterMs ?? 60_000) / 1_000));
  return explain(error);
}
