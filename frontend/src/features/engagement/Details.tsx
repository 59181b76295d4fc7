import type { ReactNode } from "react";
import type { Engagement } from "../../services/api/shapes.ts";
import { EngagementPeople } from "./EngagementPeople.tsx";
import { Interactions } from "./Interactions.tsx";
import { StatusAndTitle } from "./StatusAndTitle.tsx";

/** The panel next to the conversation: status, counters, the parts that the page adds, and people. */
export function Details({ engagement, children }: { engagement: Engagement; children?: ReactNode }) {
  return (
    <div className="grid content-start gap-6 p-4">
      <StatusAndTitle engagement={engagement} />
      <Interactions engagement={engagement} />
      {children}
      <EngagementPeople engagement={engagement} />
    </div>
  );
}
