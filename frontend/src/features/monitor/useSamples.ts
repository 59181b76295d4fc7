import { useEffect, useState } from "react";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { ApiError } from "../../services/api/problem.ts";
import type { Stats } from "../../services/api/shapes.ts";
import { isAdmin } from "../../services/model/sides.ts";
import { type Metrics, readMetrics } from "./metrics.ts";
import { type Sample, sampleOf, withSample } from "./samples.ts";

const everyMs = 1_000;

/** Takes a sample every second while the page is visible. Continues after an error. */
export function useSamples(paused: boolean) {
  const { api, session, user } = useWorkplace();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [stats, setStats] = useState<Stats>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (paused) return;
    // The server refuses the node's metrics to everyone but administrators.
    let metricsAllowed = isAdmin(user.grants);
    const controller = new AbortController();
    const metrics = async (): Promise<Metrics | undefined> => {
      if (!metricsAllowed) return undefined;
      const headers = { Authorization: `Bearer ${await session.token()}` };
      const response = await fetch("/actuator/prometheus", { headers, signal: controller.signal });
      metricsAllowed = response.ok;
      return response.ok ? readMetrics(await response.text()) : undefined;
    };
    const read = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        const [answer, measured] = await Promise.all([api.stats(controller.signal), metrics().catch(() => undefined)]);
        setStats(answer);
        setSamples((before) => withSample(before, sampleOf(answer, measured, Date.now(), before.at(-1))));
        setError(undefined);
      } catch (failure) {
        if (controller.signal.aborted) return;
        setError(failure);
        if (failure instanceof ApiError && failure.status === 403) controller.abort();
      }
    };
    let timer: ReturnType<typeof setTimeout>;
    const loop = async () => {
      await read();
      if (!controller.signal.aborted) timer = setTimeout(() => void loop(), everyMs);
    };
    void loop();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api, session, user, paused]);
  return { samples, stats, error };
}
