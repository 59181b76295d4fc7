import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

export function DeleteMessageDialog({ message, onClose }: { message: ChatMessage; onClose: () => void }) {
  const { live } = useWorkplace();
  const remove = () => {
    const { engagement, seq } = message;
    void live.socket.send({ type: "delete_message", data: { engagement, seq } });
    onClose();
  };
  return (
    <Dialog title={t.chat.removeTitle} onClose={onClose}>
      <p className="text-muted">{t.chat.removeWhy}</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button look="danger" onClick={remove}>
          {t.chat.remove}
        </Button>
      </div>
    </Dialog>
  );
}
