import { useNow } from "../hooks/useNow.ts";
import { ago, exact, timeOfDay } from "../services/model/times.ts";

export function Ago({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)} className={`numbers ${className ?? ""}`}>
      {ago(at, now)}
    </time>
  );
}

export function ClockTime({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} title={exact(at)} className={`numbers ${className ?? ""}`}>
      {timeOfDay(at)}
    </time>
  );
}
