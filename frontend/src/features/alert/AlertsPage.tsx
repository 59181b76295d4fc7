import { BellOff, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { Button } from "../../components/Button.tsx";
import { useTitle } from "../../components/Page.tsx";
import { SeverityTag } from "../../components/Severity.tsx";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import { Ago } from "../../components/Time.tsx";
import { VirtualList } from "../../components/VirtualList.tsx";
import { useAlerts } from "../../hooks/useAlerts.ts";
import { useEngagements } from "../../hooks/useEngagement.ts";
import { useHotkeys } from "../../hooks/useHotkeys.ts";
import { useStore } from "../../hooks/useStore.ts";
import type { Alert } from "../../services/api/shapes.ts";
import { changeSettings, settings } from "../../services/browser/settings.ts";
import { byUrgency } from "../../services/model/alertReducer.ts";
import type { Severity } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { AlertActions, SettleDialog } from "./AlertActions.tsx";

type StateFilter = keyof typeof t.alerts.filterState;

const states: readonly StateFilter[] = ["open", "acknowledged", "resolved", "all"];

export function AlertsPage() {
  useTitle(t.pages.alerts);
  const [state, setState] = useState<StateFilter>("open");
  const [severity, setSeverity] = useState<Severity | "">("");
  const [acknowledging, setAcknowledging] = useState<Alert>();
  const alerts = useAlerts({
    ...(state === "resolved" || state === "acknowledged" ? { state } : {}),
    ...(severity ? { severity } : {}),
  });
  const engagements = useEngagements({});
  const titles = new Map(engagements.data?.pages.flatMap((page) => page.items.map((item) => [item.id, item])) ?? []);
  const shown = (alerts.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((alert) => matches(alert, state))
    .toSorted(byUrgency);
  const filtered = state !== "open" || severity !== "";
  useHotkeys({ a: () => setAcknowledging(shown.find((alert) => alert.state === "raised")) });
  return (
    <main id="content" tabIndex={-1} className="flex h-full min-w-0 flex-col bg-canvas outline-none">
      <header className="mx-auto flex w-full max-w-[60rem] flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-5 pb-3 md:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t.pages.alerts}</h1>
        <div className="flex flex-wrap items-center gap-2">
          <div role="group" aria-label={t.alerts.stateLabel} className="flex gap-0.5">
            {states.map((name) => (
              <Button
                key={name}
                small
                look="quiet"
                aria-pressed={state === name}
                className={state === name ? "bg-sunken text-ink" : ""}
                onClick={() => setState(name)}
              >
                {t.alerts.filterState[name]}
              </Button>
            ))}
          </div>
          <select
            aria-label={t.alerts.severityLabel}
            className="field min-h-7 w-auto py-1 text-sm"
            value={severity}
            onChange={(event) => setSeverity(event.target.value as Severity | "")}
          >
            <option value="">{t.alerts.allSeverities}</option>
            {(["critical", "warning", "info"] as const).map((name) => (
              <option key={name} value={name}>
                {t.alerts.severity[name]}
              </option>
            ))}
          </select>
          <SoundSwitch />
        </div>
      </header>
      <div className="min-h-0 flex-1">
        {alerts.isPending && <Skeleton lines={5} height={96} />}
        {alerts.isError && !alerts.data && <Failed error={alerts.error} retry={() => void alerts.refetch()} />}
        {alerts.data && shown.length === 0 && (
          <Empty
            icon={<BellOff size={20} strokeWidth={1.75} />}
            title={filtered ? t.alerts.noMatch : t.alerts.empty}
            why={filtered ? t.alerts.noMatchWhy : t.alerts.emptyWhy}
          />
        )}
        {shown.length > 0 && (
          <VirtualList
            role="list"
            label={t.pages.alerts}
            className="h-full pb-6"
            rows={shown}
            keyOf={(alert) => alert.id}
            estimate={() => 104}
            onNearEnd={() => alerts.hasNextPage && !alerts.isFetchingNextPage && void alerts.fetchNextPage()}
            render={(alert) => (
              <div className="mx-auto max-w-[60rem] px-4 pb-2 md:px-6">
                <AlertCard alert={alert} place={titles.get(alert.engagement)} />
              </div>
            )}
          />
        )}
      </div>
      {acknowledging && (
        <SettleDialog alert={acknowledging} settling="acknowledge_alert" onClose={() => setAcknowledging(undefined)} />
      )}
    </main>
  );
}

function matches(alert: Alert, state: StateFilter): boolean {
  return state === "all" || (state === "open" ? alert.state !== "resolved" : alert.state === state);
}

function SoundSwitch() {
  const { alertSound } = useStore(settings);
  const Icon = alertSound ? Volume2 : VolumeX;
  return (
    <Button small look="quiet" aria-pressed={alertSound} onClick={() => changeSettings({ alertSound: !alertSound })}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} />
      {alertSound ? t.alerts.soundOn : t.alerts.soundOff}
    </Button>
  );
}

interface AlertCardProps {
  alert: Alert;
  place: { title: string; client: { name: string } } | undefined;
}

function AlertCard({ alert, place }: AlertCardProps) {
  return (
    <article
      data-alert={alert.id}
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-lg border border-line bg-surface p-3.5"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <SeverityTag severity={alert.severity} />
        <span className="text-xs font-medium text-muted">{t.alerts.state[alert.state]}</span>
        {alert.occurrences > 1 && (
          <span className="numbers text-xs text-muted">{t.alerts.occurrences(alert.occurrences)}</span>
        )}
        <Ago at={alert.raisedAt} className="ml-auto text-xs text-faint" />
      </div>
      <h2 className="text-md font-semibold [overflow-wrap:anywhere]">{alert.title}</h2>
      {alert.detail && (
        <p className="text-base whitespace-pre-wrap text-muted [overflow-wrap:anywhere]">{alert.detail}</p>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 text-sm text-muted">
          <Link
            to={`/engagements/${encodeURIComponent(alert.engagement)}?at=${alert.seq}`}
            className="block truncate py-0.5 font-medium text-accent-ink underline-offset-2 hover:underline"
          >
            {place ? `${place.client.name} · ${place.title}` : t.alerts.open}
          </Link>
          <p className="[overflow-wrap:anywhere]">{history(alert)}</p>
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-1.5">
          <AlertActions alert={alert} />
        </div>
      </div>
    </article>
  );
}

function history(alert: Alert): string {
  const steps = [t.alerts.raisedBy(alert.raisedBy.name)];
  if (alert.acknowledgedBy)
    steps.push(t.alerts.acknowledgedBy(alert.acknowledgedBy.name) + (alert.comment ? `: ${alert.comment}` : ""));
  if (alert.resolvedBy) steps.push(t.alerts.resolvedBy(alert.resolvedBy.name));
  return steps.join(" · ");
}
