import { useEffect } from "react";
import { useWorkplace } from "../../hooks/useWorkplace.ts";

const dwellMs = 400;

/** Marks messages as read at the end of the list, while the window is visible and has the focus. */
export function useReading(engagement: string, head: number, atEnd: boolean): void {
  const { live } = useWorkplace();
  useEffect(() => {
    if (!atEnd || head === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible" || !document.hasFocus()) return;
      timer = setTimeout(() => live.socket.markRead(engagement, head), dwellMs);
    };
    look();
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [engagement, head, atEnd, live]);
}
