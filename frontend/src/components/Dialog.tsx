import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "../texts.ts";
import { IconButton } from "./Button.tsx";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** "side" is a drawer. */
  place?: "middle" | "top" | "side";
  bare?: boolean;
}

const places = {
  middle: "m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg",
  top: "mx-auto mt-[12vh] mb-auto w-[min(38rem,calc(100vw-2rem))] rounded-lg",
  side: "my-0 mr-0 ml-auto h-dvh max-h-none w-[min(20rem,calc(100vw-3rem))]",
};

/** The browser's modal dialog. It traps the focus and restores it when it closes. */
export function Dialog({ title, onClose, children, place = "middle", bare = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    if (place !== "side") firstToUse(element)?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [place]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop is the pointer's Escape, which the dialog handles itself
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className={`appear max-h-[85dvh] overflow-hidden border border-line bg-raised p-0 text-ink shadow-float ${places[place]}`}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <div className={bare ? "sr-only" : "flex items-center justify-between gap-4 px-5 pt-4 pb-2"}>
          <h2 id={id} className="truncate text-lg font-semibold">
            {title}
          </h2>
          {!bare && (
            <IconButton label={t.common.close} onClick={onClose}>
              <X size={16} strokeWidth={1.75} />
            </IconButton>
          )}
        </div>
        {bare ? (
          children
        ) : (
          <div data-body="" className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">
            {children}
          </div>
        )}
      </div>
    </dialog>
  );
}

/** The first field, or else the first button of the body. The browser would focus the close button. */
function firstToUse(dialog: HTMLDialogElement | null): HTMLElement | null | undefined {
  return (
    dialog?.querySelector<HTMLElement>("input, textarea, select") ??
    dialog?.querySelector<HTMLElement>("[data-body] button")
  );
}
