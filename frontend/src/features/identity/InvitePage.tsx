import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { openApi } from "../../services/api/api.ts";
import { ApiError } from "../../services/api/problem.ts";
import type { Session } from "../../services/api/session.ts";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";
import { FormError, FormPage, SignInLink } from "./FormPage.tsx";
import { NewPassword } from "./NewPassword.tsx";

/** The token is in the fragment of the URL and is looked up by POST, so that it reaches no log. */
export function InvitePage({ session }: { session: Session }) {
  const token = useLocation().hash.replace(/^#/, "");
  const navigate = useNavigate();
  const [typed, setName] = useState<string>();
  const [password, setPassword] = useState("");
  const { busy, error, run } = useTask();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => openApi.invitation(token),
    enabled: token !== "",
    retry: false,
  });
  if (token === "") return <NoInvitation why={t.invite.missing} />;
  if (invitation.error)
    return <NoInvitation why={invitation.error instanceof ApiError ? t.invite.invalid : explain(invitation.error)} />;
  const { data } = invitation;
  const name = typed ?? data?.name ?? "";
  const where = data?.organisationName ?? data?.organisation ?? t.admin.everything;
  const lead = data && t.invite.lead(where, t.admin.roles[data.role].toLowerCase());
  const accept = async () => {
    if (await run(() => session.enter("/api/invitations/accept", { token, name: name.trim(), password })))
      void navigate("/", { replace: true });
  };
  return (
    <FormPage title={t.invite.title} lead={lead}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void accept();
        }}
      >
        <FormError text={error === undefined ? undefined : explain(error)} />
        <Field label={t.signIn.email} type="email" autoComplete="username" readOnly value={data?.email ?? ""} />
        <Field
          label={t.setup.name}
          required
          autoComplete="name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <NewPassword label={t.signIn.password} value={password} onChange={setPassword} />
        <Button look="primary" type="submit" busy={busy} disabled={!data}>
          {t.invite.submit}
        </Button>
      </form>
    </FormPage>
  );
}

function NoInvitation({ why }: { why: string }) {
  return (
    <FormPage title={t.invite.title} lead={why}>
      <SignInLink />
    </FormPage>
  );
}
