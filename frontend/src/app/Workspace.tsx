import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { type Workplace, WorkplaceContext } from "../hooks/useWorkplace.ts";
import { Api } from "../services/api/api.ts";
import { ApiError } from "../services/api/problem.ts";
import type { Session, SessionUser } from "../services/api/session.ts";
import { IndexedDbOutbox } from "../services/browser/indexedDbOutbox.ts";
import { Live } from "../services/model/live.ts";
import { ParleySocket } from "../services/socket/websocket.ts";

interface WorkspaceProps {
  session: Session;
  user: SessionUser;
  children: ReactNode;
}

/** The API, socket and caches of one signed-in user. Another user gets new ones. */
export function Workspace({ session, user, children }: WorkspaceProps) {
  const [{ queries, workplace }] = useState(() => assemble(session, user));
  useEffect(() => {
    workplace.live.socket.connect();
    return () => workplace.live.socket.close();
  }, [workplace]);
  return (
    <QueryClientProvider client={queries}>
      <WorkplaceContext value={workplace}>{children}</WorkplaceContext>
    </QueryClientProvider>
  );
}

function assemble(session: Session, user: SessionUser): { queries: QueryClient; workplace: Workplace } {
  const queries = newQueryClient();
  const api = new Api(session);
  const socket = new ParleySocket({
    url: `${location.origin.replace(/^http/, "ws")}/ws/engagement`,
    token: (fresh) => session.token(fresh),
    outbox: new IndexedDbOutbox(user.id),
  });
  const live = new Live(socket, api, queries, user.id);
  return { queries, workplace: { user, session, api, live } };
}

/** The socket keeps the cache current, so nothing is fetched again when the window gets the focus. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
