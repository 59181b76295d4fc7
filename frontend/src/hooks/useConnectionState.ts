import type { ConnectionState } from "../services/socket/connectionState.ts";
import { useStore } from "./useStore.ts";
import { useWorkplace } from "./useWorkplace.ts";

export function useConnectionState(): ConnectionState {
  return useStore(useWorkplace().live.connection);
}
