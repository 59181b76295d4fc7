import type { OutboxEntry } from "../services/socket/outbox.ts";
import type { ParleySocket } from "../services/socket/websocket.ts";
import { useStore } from "./useStore.ts";
import { useWorkplace } from "./useWorkplace.ts";

/** The socket and its outbox. */
export function useWebSocket(): { socket: ParleySocket; outbox: readonly OutboxEntry[] } {
  const { live } = useWorkplace();
  return { socket: live.socket, outbox: useStore(live.outbox) };
}
