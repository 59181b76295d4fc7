import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button.tsx";
import { t } from "../../texts.ts";

export function JumpToUnread({ onClick }: { onClick: () => void }) {
  return (
    <Pill position="top-2" onClick={onClick}>
      <ArrowUp size={16} strokeWidth={1.75} />
      {t.chat.jumpToUnread}
    </Pill>
  );
}

/** Shows how many messages have arrived below, if any. */
export function JumpToLatest({ newMessages, onClick }: { newMessages: number; onClick: () => void }) {
  return (
    <Pill position="bottom-2" onClick={onClick}>
      <ArrowDown size={16} strokeWidth={1.75} />
      {newMessages > 0 ? t.chat.newBelow(newMessages) : t.chat.toLatest}
    </Pill>
  );
}

interface PillProps {
  position: "top-2" | "bottom-2";
  onClick: () => void;
  children: ReactNode;
}

function Pill({ position, onClick, children }: PillProps) {
  return (
    <div className={`pointer-events-none absolute inset-x-0 grid justify-items-center ${position}`}>
      <Button small className="appear pointer-events-auto rounded-full px-3 shadow-float" onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}
