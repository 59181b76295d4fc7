import { useEffect, useState } from "react";
import { useTitle } from "../../components/Page.tsx";
import { t } from "../../texts.ts";
import { AddressBar } from "./AddressBar.tsx";
import { ConsoleSession } from "./consoleSession.ts";
import { FramePanel } from "./FramePanel.tsx";
import { RequestComposer } from "./RequestComposer.tsx";
import { SaveDialog, SavedList } from "./SavedList.tsx";
import { loadRequests, removeRequest, type SavedRequest, saveRequest } from "./savedRequests.ts";
import type { Target } from "./target.ts";

/** A client for any WebSocket server that shows the frames as they are. */
export function ConsolePage() {
  useTitle(t.pages.console);
  const [session] = useState(
    () =>
      new ConsoleSession({
        opened: t.console.opened,
        closed: (code, reason, wasOpen) =>
          wasOpen ? t.console.closedWith(code, reason) : `${t.console.closedWith(code, reason)}. ${t.console.blocked}`,
      }),
  );
  useEffect(() => () => session.dispose(), [session]);
  const [target, setTarget] = useState<Target>({
    url: `${location.origin.replace(/^http/, "ws")}/ws/engagement`,
    protocols: "parley.v1",
    token: "",
  });
  const [message, setMessage] = useState("");
  const [requests, setRequests] = useState(loadRequests);
  const [saving, setSaving] = useState(false);
  const open = (request: SavedRequest) => {
    setTarget({ ...target, url: request.url, protocols: request.protocols });
    setMessage(request.message);
  };
  return (
    <main
      id="content"
      tabIndex={-1}
      className="flex h-full min-w-0 flex-col overflow-y-auto bg-canvas outline-none lg:overflow-hidden"
    >
      <h1 className="sr-only">{t.pages.console}</h1>
      <AddressBar session={session} target={target} onTarget={setTarget} />
      <div className="flex flex-col max-lg:flex-1 lg:grid lg:min-h-0 lg:flex-1 lg:grid-cols-[200px_minmax(300px,2fr)_minmax(340px,3fr)]">
        <SavedList requests={requests} onOpen={open} onRemove={(name) => setRequests(removeRequest(name))} />
        <RequestComposer session={session} message={message} onMessage={setMessage} onSave={() => setSaving(true)} />
        <FramePanel session={session} target={target} />
      </div>
      {saving && (
        <SaveDialog
          onClose={() => setSaving(false)}
          onSave={(name) => {
            setRequests(saveRequest({ name, url: target.url, protocols: target.protocols, message }));
            setSaving(false);
          }}
        />
      )}
    </main>
  );
}
