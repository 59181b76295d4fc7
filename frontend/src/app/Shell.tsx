import { lazy, Suspense, useState } from "react";
import { Navigate, Route, Routes, useNavigate } from "react-router";
import { Dialog } from "../components/Dialog.tsx";
import { Empty, Skeleton } from "../components/State.tsx";
import { AlertsPage } from "../features/alert/AlertsPage.tsx";
import { useAlarm } from "../features/alert/useAlarm.ts";
import { useSignOut } from "../features/identity/useSignOut.tsx";
import { useHotkeys } from "../hooks/useHotkeys.ts";
import { useWorkplace } from "../hooks/useWorkplace.ts";
import { hasConversations } from "../services/model/sides.ts";
import { t } from "../texts.ts";
import { ConnectionAnnouncement, ConnectionStrip } from "./ConnectionBadge.tsx";
import { EngagementsPage } from "./EngagementsPage.tsx";
import { Rail } from "./Rail.tsx";

// Loaded on demand, because most people do not open them first.
const MonitorPage = lazy(() =>
  import("../features/monitor/MonitorPage.tsx").then((module) => ({ default: module.MonitorPage })),
);
const ConsolePage = lazy(() =>
  import("../features/console/ConsolePage.tsx").then((module) => ({ default: module.ConsolePage })),
);
const AdminPage = lazy(() =>
  import("../features/admin/AdminPage.tsx").then((module) => ({ default: module.AdminPage })),
);
const AccountPage = lazy(() =>
  import("../features/identity/AccountPage.tsx").then((module) => ({ default: module.AccountPage })),
);
const CommandPalette = lazy(() =>
  import("./CommandPalette.tsx").then((module) => ({ default: module.CommandPalette })),
);

export function Shell() {
  const { user } = useWorkplace();
  const navigate = useNavigate();
  const { signOut, question } = useSignOut();
  const [open, setOpen] = useState<"palette" | "shortcuts">();
  useAlarm();
  useHotkeys({
    "mod+k": () => setOpen("palette"),
    "?": () => setOpen("shortcuts"),
    "g i": () => void navigate("/engagements"),
    "g a": () => void navigate("/alerts"),
    "g m": () => void navigate("/monitor"),
    "g c": () => void navigate("/console"),
  });
  const home = hasConversations(user.grants) ? "/engagements" : "/monitor";
  return (
    <div className="flex h-full flex-col md:flex-row">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 focus:rounded-sm focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        {t.common.skip}
      </a>
      <Rail />
      <ConnectionStrip />
      <ConnectionAnnouncement />
      <div className="min-h-0 min-w-0 flex-1">
        <Suspense fallback={<Skeleton lines={6} />}>
          <Routes>
            <Route path="/" element={<Navigate to={home} replace />} />
            <Route path="/sign-in" element={<Navigate to={home} replace />} />
            <Route path="/engagements/:id?" element={<EngagementsPage />} />
            <Route path="/alerts" element={<AlertsPage />} />
            <Route path="/monitor" element={<MonitorPage />} />
            <Route path="/console" element={<ConsolePage />} />
            <Route path="/admin/:part?" element={<AdminPage />} />
            <Route path="/account" element={<AccountPage />} />
            <Route
              path="*"
              element={
                <main id="content" tabIndex={-1} className="h-full">
                  <Empty title={t.common.notFound} why={t.common.notFoundWhy} />
                </main>
              }
            />
          </Routes>
        </Suspense>
      </div>
      <Suspense>
        {open === "palette" && (
          <CommandPalette
            onClose={() => setOpen(undefined)}
            onShortcuts={() => setOpen("shortcuts")}
            onSignOut={() => {
              setOpen(undefined);
              signOut();
            }}
          />
        )}
      </Suspense>
      {question}
      {open === "shortcuts" && <Shortcuts onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t.shortcuts.title} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {t.shortcuts.list.map(([keys, effect]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line bg-sunken px-1.5 py-0.5 font-mono text-sm">{keys}</kbd>
            </dt>
            <dd className="text-muted">{effect}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
