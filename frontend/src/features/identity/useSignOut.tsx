import { type ReactNode, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { useWebSocket } from "../../hooks/useWebSocket.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { drafts } from "../../services/browser/settings.ts";
import { t } from "../../texts.ts";

/** Signs out, after a question if there are unsent messages. The caller has to render `question`. */
export function useSignOut(): { signOut: (everywhere?: boolean) => void; question: ReactNode } {
  const { session, user } = useWorkplace();
  const { socket, outbox } = useWebSocket();
  const [asking, setAsking] = useState<{ everywhere: boolean }>();
  const unsent = outbox.filter((entry) => entry.state !== "stored");
  const leave = (everywhere: boolean) => {
    for (const entry of unsent) socket.discard(entry.id);
    drafts.forgetAll(user.id);
    void session.signOut(everywhere);
  };
  return {
    signOut: (everywhere = false) => (unsent.length > 0 ? setAsking({ everywhere }) : leave(everywhere)),
    question: asking && (
      <Dialog title={t.account.unsent(unsent.length)} onClose={() => setAsking(undefined)}>
        <p className="text-muted">{t.account.unsentWhy}</p>
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => setAsking(undefined)}>{t.common.cancel}</Button>
          <Button look="danger" onClick={() => leave(asking.everywhere)}>
            {t.account.signOutAnyway}
          </Button>
        </div>
      </Dialog>
    ),
  };
}
