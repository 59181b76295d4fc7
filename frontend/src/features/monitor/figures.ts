import { amount, bytes, duration } from "../../services/model/times.ts";
import { t } from "../../texts.ts";
import type { Line } from "./Chart.tsx";
import type { Counts } from "./metrics.ts";
import type { Sample } from "./samples.ts";

export interface Figure {
  id: string;
  name: string;
  unit: string;
  format: (value: number) => string;
  /** The value on the card. Null when the user has no access to it. */
  value: (sample: Sample) => number | null;
  lines: (samples: readonly Sample[]) => Line[];
}

type Value = Figure["value"];

const line = (label: string, tone: Line["tone"], samples: readonly Sample[], value: Value): Line => ({
  label,
  tone,
  values: samples.map(value),
});

function single(id: string, name: string, unit: string, tone: Line["tone"], format: Figure["format"], value: Value) {
  return { id, name, unit, format, value, lines: (samples) => [line(name, tone, samples, value)] } satisfies Figure;
}

const tones: readonly Line["tone"][] = ["critical", "warning", "info", "accent", "muted"];

/** One line per reason. */
function byReason(
  id: string,
  name: string,
  countsOf: (sample: Sample) => Counts,
  isKnown: (sample: Sample) => boolean,
  names: Readonly<Record<string, string>> = {},
): Figure {
  return {
    id,
    name,
    unit: t.monitor.unit.perSecond,
    format: amount,
    value: (sample) =>
      isKnown(sample) ? Object.values(countsOf(sample)).reduce((sum, count) => sum + count, 0) : null,
    lines: (samples) => {
      const reasons = [...new Set(samples.flatMap((sample) => Object.keys(countsOf(sample))))].toSorted();
      return reasons.map((reason, place) =>
        line(
          names[reason] ?? reason,
          tones[place % tones.length] ?? "muted",
          samples,
          (sample) => countsOf(sample)[reason] ?? null,
        ),
      );
    },
  };
}

const { unit } = t.monitor;

const figures: readonly Figure[] = [
  {
    id: "connections",
    name: t.monitor.connections,
    unit: unit.connections,
    format: amount,
    value: ({ connections }) => connections,
    lines: (samples) => [
      line(t.monitor.all, "muted", samples, ({ connections }) => connections),
      line(t.admin.kinds.MSP, "accent", samples, ({ msp }) => msp),
      line(t.admin.kinds.CLIENT, "warning", samples, ({ client }) => client),
    ],
  },
  single("in", t.monitor.rateIn, unit.rate, "accent", amount, ({ inPerSecond }) => inPerSecond),
  single("out", t.monitor.rateOut, unit.rate, "accent", amount, ({ outPerSecond }) => outPerSecond),
  {
    id: "bytes",
    name: t.monitor.bytes,
    unit: unit.bytesPerSecond,
    format: bytes,
    value: ({ bytesInPerSecond, bytesOutPerSecond }) => bytesInPerSecond + bytesOutPerSecond,
    lines: (samples) => [
      line(t.monitor.bytesOut, "accent", samples, ({ bytesOutPerSecond }) => bytesOutPerSecond),
      line(t.monitor.bytesIn, "warning", samples, ({ bytesInPerSecond }) => bytesInPerSecond),
    ],
  },
  single("commit", t.monitor.commit, unit.time, "warning", duration, ({ commitP99Ms }) => commitP99Ms),
  byReason(
    "failed",
    t.monitor.failed,
    ({ failedPerSecond }) => failedPerSecond,
    ({ failed }) => failed !== undefined,
    t.monitor.failures,
  ),
  byReason(
    "refused",
    t.monitor.refused,
    ({ refusedPerSecond }) => refusedPerSecond,
    ({ refused }) => refused !== undefined,
  ),
  single("users", t.monitor.users, unit.users, "info", amount, ({ users }) => users),
  single("outbox", t.monitor.outbox, unit.bytes, "warning", bytes, ({ outboxBytes }) => outboxBytes),
  single("heap", t.monitor.memory, unit.bytes, "info", bytes, ({ heapBytes }) => heapBytes),
];

/** The figures of the monitor, in order, without those that no sample contains. */
export const figuresOf = (samples: readonly Sample[]): Figure[] =>
  figures.filter((figure) => samples.some((sample) => figure.value(sample) !== null));
