import { QueryClientProvider } from "@tanstack/react-query";
import { Component, lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Button } from "../components/Button.tsx";
import { Empty, Failed } from "../components/State.tsx";
import { SignInPage } from "../features/identity/SignInPage.tsx";
import { NetworkError } from "../services/api/problem.ts";
import { otherUserPath, Session } from "../services/api/session.ts";
import { applyTheme } from "../services/browser/settings.ts";
import { t } from "../texts.ts";
import { Shell } from "./Shell.tsx";
import { newQueryClient, Workspace } from "./Workspace.tsx";

const SetupPage = lazy(() =>
  import("../features/identity/SetupPage.tsx").then((module) => ({ default: module.SetupPage })),
);
const InvitePage = lazy(() =>
  import("../features/identity/InvitePage.tsx").then((module) => ({ default: module.InvitePage })),
);

export function App() {
  const [session] = useState(() => new Session());
  const [queries] = useState(newQueryClient);
  useEffect(() => {
    void session.resume(location.pathname + location.search === otherUserPath);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", applyTheme);
    return () => system.removeEventListener("change", applyTheme);
  }, [session]);
  return (
    <CrashScreen>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Suspense>
            <Routes>
              <Route path="/setup" element={<SetupPage session={session} />} />
              <Route path="/invite" element={<InvitePage session={session} />} />
              <Route path="*" element={<Gate session={session} />} />
            </Routes>
          </Suspense>
        </BrowserRouter>
      </QueryClientProvider>
    </CrashScreen>
  );
}

/** Keeps the address during sign-in, so that the requested page opens afterwards. */
function Gate({ session }: { session: Session }) {
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  switch (state.phase) {
    case "unknown":
      return null;
    case "unreachable":
      return (
        <main className="h-full">
          <Failed error={new NetworkError()} retry={() => void session.resume()} />
        </main>
      );
    case "signed_out":
      return <SignInPage session={session} ended={state.ended} />;
    case "signed_in":
      return (
        <Workspace key={state.user.id} session={session} user={state.user}>
          <Shell />
        </Workspace>
      );
  }
}

class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <main className="h-full">
        <Empty title={t.common.crashed} why={t.common.crashedWhy}>
          <Button onClick={() => location.reload()}>{t.common.reload}</Button>
        </Empty>
      </main>
    );
  }
}
