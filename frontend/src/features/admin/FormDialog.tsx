import type { ReactNode } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";

interface FormDialogProps {
  title: string;
  submit: string;
  danger?: boolean;
  /** The dialog closes on success and shows the error otherwise. */
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

export function FormDialog({ title, submit, danger = false, onSubmit, onClose, children }: FormDialogProps) {
  const { busy, error, run } = useTask();
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(onSubmit).then((done) => done && onClose());
        }}
      >
        {error !== undefined && (
          <p role="alert" className="rounded-sm bg-critical-soft px-3 py-2 text-critical">
            {explain(error)}
          </p>
        )}
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look={danger ? "danger" : "primary"} type="submit" busy={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
