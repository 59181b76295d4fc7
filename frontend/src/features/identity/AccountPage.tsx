import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { CheckField, SelectField } from "../../components/Field.tsx";
import { Card, Page } from "../../components/Page.tsx";
import { PasswordField } from "../../components/PasswordField.tsx";
import { Failed, Skeleton } from "../../components/State.tsx";
import { useNow } from "../../hooks/useNow.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useTask } from "../../hooks/useTask.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { otherUserPath } from "../../services/api/session.ts";
import type { LoginSession } from "../../services/api/shapes.ts";
import { changeSettings, type Settings, settings } from "../../services/browser/settings.ts";
import { explain } from "../../services/model/explain.ts";
import { ago } from "../../services/model/times.ts";
import { t } from "../../texts.ts";
import { FormError } from "./FormPage.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { useSignOut } from "./useSignOut.tsx";

export function AccountPage() {
  const { user } = useWorkplace();
  const { signOut, question } = useSignOut();
  return (
    <Page title={t.account.title}>
      <Card>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="min-w-0">
            <p className="truncate text-md font-semibold">{user.name}</p>
            <p className="truncate text-muted">{user.email}</p>
            <a
              className="text-sm text-accent-ink underline underline-offset-2"
              href={otherUserPath}
              target="_blank"
              rel="noopener noreferrer"
            >
              {t.account.otherUser}
            </a>
          </div>
          <Button onClick={() => signOut()}>{t.account.signOut}</Button>
        </div>
      </Card>
      <Appearance />
      <ChangePassword />
      <Sessions onSignOut={() => signOut(true)} />
      {question}
    </Page>
  );
}

function Appearance() {
  const current = useStore(settings);
  const supported = "Notification" in globalThis;
  const [permission, setPermission] = useState(supported ? Notification.permission : "denied");
  const allow = async (wanted: boolean) => {
    if (wanted && supported && permission === "default") setPermission(await Notification.requestPermission());
    changeSettings({ alertNotifications: wanted });
  };
  return (
    <Card title={t.account.appearance}>
      <div className="grid max-w-[20rem] gap-4">
        <SelectField
          label={t.account.themeLabel}
          value={current.theme}
          onChange={(event) => changeSettings({ theme: event.target.value as Settings["theme"] })}
        >
          {(["system", "light", "dark"] as const).map((theme) => (
            <option key={theme} value={theme}>
              {t.account.theme[theme]}
            </option>
          ))}
        </SelectField>
        <CheckField
          label={t.account.notifications}
          checked={current.alertNotifications && permission === "granted"}
          onChange={(wanted) => void allow(wanted)}
        />
        {permission === "denied" && <p className="text-sm text-muted">{t.account.notificationsBlocked}</p>}
        <CheckField
          label={t.account.sound}
          checked={current.alertSound}
          onChange={(alertSound) => changeSettings({ alertSound })}
        />
      </div>
    </Card>
  );
}

function ChangePassword() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [changed, setChanged] = useState(false);
  const { busy, error, run } = useTask();
  const submit = async () => {
    setChanged(false);
    if (!(await run(() => api.changePassword(current, next)))) return;
    setCurrent("");
    setNext("");
    setChanged(true);
    void queries.invalidateQueries({ queryKey: ["sessions"] });
  };
  return (
    <Card title={t.password.title}>
      <form
        className="grid max-w-[20rem] gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormError text={error === undefined ? undefined : explain(error)} />
        {changed && (
          <p role="status" className="rounded-sm bg-good-soft px-3 py-2 text-good">
            {t.password.changed}
          </p>
        )}
        <PasswordField
          label={t.password.current}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <NewPassword value={next} onChange={setNext} />
        <div>
          <Button type="submit" busy={busy}>
            {t.password.change}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Sessions({ onSignOut }: { onSignOut: () => void }) {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: api.sessions });
  const { error, run } = useTask();
  const end = async (id: string) => {
    await run(() => api.endSession(id));
    void queries.invalidateQueries({ queryKey: ["sessions"] });
  };
  return (
    <Card
      title={t.account.sessions}
      actions={
        <Button small onClick={onSignOut}>
          {t.account.everywhere}
        </Button>
      }
    >
      <FormError text={error === undefined ? undefined : explain(error)} />
      {sessions.isPending && <Skeleton lines={2} />}
      {sessions.error && <Failed error={sessions.error} retry={() => void sessions.refetch()} />}
      <ul className="divide-y divide-line">
        {sessions.data?.items.map((item) => (
          <SessionLine key={item.id} session={item} onEnd={() => void end(item.id)} />
        ))}
      </ul>
    </Card>
  );
}

function SessionLine({ session, onEnd }: { session: LoginSession; onEnd: () => void }) {
  const now = useNow();
  return (
    <li className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0">
        <p className="truncate">{device(session.userAgent)}</p>
        <p className="truncate text-sm text-muted">
          {[session.address && plainAddress(session.address), t.account.lastUsed(ago(session.lastUsedAt, now))]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {session.current ? (
        <span className="text-sm text-good">{t.account.current}</span>
      ) : (
        <Button small onClick={onEnd}>
          {t.account.end}
        </Button>
      )}
    </li>
  );
}

/** Shortens an IPv6 address. */
function plainAddress(address: string): string {
  return address.replace(/^\[(.*)\]$/, "$1").replace(/(^|:)0(:0)+(:|$)/, "::");
}

/** "Chrome · Linux" from a user agent. Unknown user agents are shown unchanged. */
function device(userAgent: string | null): string {
  if (!userAgent) return t.account.unknownDevice;
  const browser = ["Edg", "Firefox", "Chrome", "Safari"].find((name) => userAgent.includes(`${name}/`));
  const system = ["Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux"].find((name) => userAgent.includes(name));
  return browser ? [browser === "Edg" ? "Edge" : browser, system].filter(Boolean).join(" · ") : userAgent;
}
