import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { WorkplaceContext } from "../src/hooks/useWorkplace.ts";
import { Api } from "../src/services/api/api.ts";
import { Session, type SessionUser } from "../src/services/api/session.ts";
import { Live } from "../src/services/model/live.ts";
import { ParleySocket } from "../src/services/socket/websocket.ts";
import { ScriptedServer } from "./scriptedServer.ts";

export const mia: SessionUser = {
  id: "mia",
  name: "Mia Chen",
  email: "mia@northwind.example",
  grants: [{ role: "MSP", organisation: "northwind" }],
};

/** The providers that a component of a signed-in user needs, connected to a scripted server. */
export function workplace(user = mia) {
  const server = new ScriptedServer();
  const session = new Session();
  const api = new Api(session);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const socket = new ParleySocket({ url: "ws://parley", token: async () => "t", WebSocket: server.WebSocket });
  const live = new Live(socket, api, queries, user.id);
  const Wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <MemoryRouter>
        <WorkplaceContext value={{ user, session, api, live }}>{children}</WorkplaceContext>
      </MemoryRouter>
    </QueryClientProvider>
  );
  return { server, session, api, live, socket, queries, Wrapper };
}
