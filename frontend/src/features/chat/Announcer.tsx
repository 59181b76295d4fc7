import { useEffect, useRef, useState } from "react";
import { lastSeq, type Timeline } from "../../services/model/timeline.ts";
import type { ChatMessage, JournalFrame } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

const everyMs = 4_000;

/** Announces messages of other people to screen readers, at most once every four seconds. */
export function Announcer({ timeline, me }: { timeline: Timeline; me: string }) {
  const [text, setText] = useState("");
  const announcedSeq = useRef<number | undefined>(undefined);
  const latest = useRef(timeline);
  latest.current = timeline;
  useEffect(() => {
    const timer = setInterval(() => {
      const before = announcedSeq.current;
      announcedSeq.current = lastSeq(latest.current);
      if (before === undefined) return;
      const fresh = latest.current.events.filter((event): event is ChatMessage => isFresh(event, before, me));
      const last = fresh.at(-1);
      if (last) setText(t.chat.announce(fresh.length, last.data.author.name));
    }, everyMs);
    return () => clearInterval(timer);
  }, [me]);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}

const isFresh = (event: JournalFrame, before: number, me: string) =>
  event.type === "chat_message" && event.seq > before && event.data.author.id !== me;
