const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const wholeDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const wholeDayAndYear = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const exactLocal = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** Relative up to a day, then the date. */
export function ago(at: string, now: number): string {
  const time = Date.parse(at);
  const age = now - time;
  if (age < minute) return "now";
  if (age < hour) return `${Math.floor(age / minute)} min`;
  if (age < day) return `${Math.floor(age / hour)} h`;
  return sameYear(time, now) ? dayOfYear.format(time) : dayAndYear.format(time);
}

export const timeOfDay = (at: string): string => clock.format(Date.parse(at));

export function dayLine(at: string, now: number): string {
  const time = Date.parse(at);
  if (sameDay(time, now)) return "Today";
  if (sameDay(time, now - day)) return "Yesterday";
  return (sameYear(time, now) ? wholeDay : wholeDayAndYear).format(time);
}

/** Local and UTC time to the second, for the tooltip. */
export function exact(at: string): string {
  const date = new Date(at);
  return `${exactLocal.format(date)}\n${date.toISOString().replace("T", " ").slice(0, 19)} UTC`;
}

export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < minute) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return `${Math.floor(ms / hour)} h ${Math.floor((ms % hour) / minute)} min`;
  return `${Math.floor(ms / day)} d ${Math.floor((ms % day) / hour)} h`;
}

export function bytes(count: number): string {
  if (count < 1_000) return `${Math.round(count)} B`;
  if (count < 1_000_000) return `${(count / 1_000).toFixed(count < 100_000 ? 1 : 0)} kB`;
  if (count < 1_000_000_000) return `${(count / 1_000_000).toFixed(count < 100_000_000 ? 1 : 0)} MB`;
  return `${(count / 1_000_000_000).toFixed(2)} GB`;
}

export function amount(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();
const sameDay = (a: number, b: number) => new Date(a).toDateString() === new Date(b).toDateString();
