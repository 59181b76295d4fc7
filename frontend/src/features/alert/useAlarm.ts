import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { settings } from "../../services/browser/settings.ts";
import { t } from "../../texts.ts";

/** Announces critical alerts of other people with a desktop notification and a sound, as far as they are allowed. */
export function useAlarm(): void {
  const { live, user } = useWorkplace();
  const navigate = useNavigate();
  useEffect(
    () =>
      live.onAlert(({ data, engagement }) => {
        if (data.severity !== "critical" || data.author.id === user.id) return;
        const { alertNotifications, alertSound } = settings.get();
        if (alertSound) beep();
        if (!alertNotifications || !("Notification" in globalThis) || Notification.permission !== "granted") return;
        const title = `${t.alerts.severity.critical}: ${data.title}`;
        const notification = new Notification(title, {
          body: data.detail ?? "",
          tag: data.alert,
          icon: "/favicon.svg",
        });
        notification.onclick = () => {
          window.focus();
          void navigate(`/engagements/${encodeURIComponent(engagement)}`);
          notification.close();
        };
      }),
    [live, navigate, user.id],
  );
}

/** Plays two short tones. Generated, so that no file has to be loaded. */
function beep(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.08;
  volume.connect(audio.destination);
  for (const [start, pitch] of [
    [0, 880],
    [0.18, 660],
  ] as const) {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.14);
    tone.onended = () => {
      if (start > 0) void audio.close();
    };
  }
}
