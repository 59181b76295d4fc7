import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useLocation } from "react-router";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { openApi } from "../../services/api/api.ts";
import type { Session } from "../../services/api/session.ts";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";
import { FormError, FormPage, SignInLink } from "./FormPage.tsx";
import { NewPassword } from "./NewPassword.tsx";

/** Creates the first administrator. The link in the server's log has the token in its fragment. */
export function SetupPage({ session }: { session: Session }) {
  const fromLink = useLocation().hash.replace(/^#/, "");
  const [form, setForm] = useState({ token: fromLink, email: "", name: "", password: "" });
  const { busy, error, run } = useTask();
  const { data } = useQuery({ queryKey: ["setup"], queryFn: openApi.setupNeeded });
  const change = (part: Partial<typeof form>) => setForm((current) => ({ ...current, ...part }));
  if (session.state.phase === "signed_in") return <Navigate to="/" replace />;
  if (data?.needed === false)
    return (
      <FormPage title={t.setup.title} lead={t.setup.done}>
        <SignInLink />
      </FormPage>
    );
  return (
    <FormPage title={t.setup.title} lead={t.setup.lead}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => session.enter("/api/setup", form));
        }}
      >
        <FormError text={error === undefined ? undefined : explain(error)} />
        {fromLink === "" && (
          <Field
            label={t.setup.token}
            required
            autoComplete="off"
            value={form.token}
            onChange={(event) => change({ token: event.target.value })}
          />
        )}
        <Field
          label={t.setup.name}
          required
          autoComplete="name"
          maxLength={200}
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Field
          label={t.signIn.email}
          type="email"
          required
          autoComplete="username"
          value={form.email}
          onChange={(event) => change({ email: event.target.value })}
        />
        <NewPassword label={t.signIn.password} value={form.password} onChange={(password) => change({ password })} />
        <Button look="primary" type="submit" busy={busy}>
          {t.setup.submit}
        </Button>
      </form>
    </FormPage>
  );
}
