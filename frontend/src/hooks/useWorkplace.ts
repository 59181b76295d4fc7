import { createContext, useContext } from "react";
import type { Api } from "../services/api/api.ts";
import type { Session, SessionUser } from "../services/api/session.ts";
import type { Live } from "../services/model/live.ts";

/** What every page needs of a signed-in user. */
export interface Workplace {
  user: SessionUser;
  session: Session;
  api: Api;
  live: Live;
}

export const WorkplaceContext = createContext<Workplace | null>(null);

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error("useWorkplace needs a signed-in user");
  return workplace;
}
