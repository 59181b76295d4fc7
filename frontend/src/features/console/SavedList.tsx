import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { t } from "../../texts.ts";
import type { SavedRequest } from "./savedRequests.ts";

interface SavedListProps {
  requests: readonly SavedRequest[];
  onOpen: (request: SavedRequest) => void;
  onRemove: (name: string) => void;
}

export function SavedList({ requests, onOpen, onRemove }: SavedListProps) {
  return (
    <section
      aria-label={t.console.saved}
      className="border-line p-3 max-lg:border-b lg:min-h-0 lg:overflow-y-auto lg:border-r"
    >
      <h2 className="mb-2 text-sm font-semibold text-muted">{t.console.saved}</h2>
      {requests.length === 0 && <p className="text-sm text-muted">{t.console.noneSaved}</p>}
      <ul className="grid gap-0.5">
        {requests.map((request) => (
          <li key={request.name} className="flex items-center">
            <Button small look="quiet" className="min-w-0 flex-1 justify-start" onClick={() => onOpen(request)}>
              <span className="truncate">{request.name}</span>
            </Button>
            <IconButton
              label={t.console.remove(request.name)}
              className="size-7"
              onClick={() => onRemove(request.name)}
            >
              <Trash2 size={16} strokeWidth={1.75} />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SaveDialog({ onClose, onSave }: { onClose: () => void; onSave: (name: string) => void }) {
  const [name, setName] = useState("");
  return (
    <Dialog title={t.console.save} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(name.trim());
        }}
      >
        <Field
          label={t.console.saveAs}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ""}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
