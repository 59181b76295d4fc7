import { CopyButton } from "../../components/CopyButton.tsx";
import { Dialog } from "../../components/Dialog.tsx";

/** Shows a link or key that cannot be shown again. */
export function OnceSecret({
  title,
  why,
  secret,
  onClose,
}: {
  title: string;
  why: string;
  secret: string;
  onClose: () => void;
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="text-muted">{why}</p>
      <div className="mt-3 flex items-center gap-2">
        <code className="min-w-0 flex-1 rounded-sm bg-sunken px-2.5 py-2 font-mono text-sm [overflow-wrap:anywhere] select-all">
          {secret}
        </code>
        <CopyButton text={secret} />
      </div>
    </Dialog>
  );
}
