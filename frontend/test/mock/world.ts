import type { Alert, Organisation } from "../../src/services/api/shapes.ts";
import type { AlertState, Grant, JournalFrame, Person, Severity, User } from "../../src/services/socket/protocol.ts";
import { notFound } from "./refusal.ts";

export interface MockUser extends User {
  email: string;
  password: string;
  grants: Grant[];
  disabled: boolean;
  version: number;
}

export interface MockEngagement {
  id: string;
  title: string;
  status: "open" | "on_hold" | "closed";
  msp: string;
  client: string;
  journal: JournalFrame[];
  interactions: Record<string, number>;
  reads: Map<string, number>;
  version: number;
}

type Draft = JournalFrame extends infer Frame
  ? Frame extends JournalFrame
    ? Pick<Frame, "type" | "data">
    : never
  : never;

const longName = `Quarterly review of everything that was ever postponed ${"and then some more ".repeat(13)}`.slice(
  0,
  200,
);

/** The demo data in memory, with one engagement of ten thousand messages and one with a very long title. */
export class World {
  readonly organisations = new Map<string, Organisation>();
  readonly users = new Map<string, MockUser>();
  readonly engagements = new Map<string, MockEngagement>();
  readonly alerts = new Map<string, Alert>();

  constructor() {
    for (const [id, kind, name, msp] of organisations)
      this.organisations.set(id, { id, kind, name, ...(msp ? { msp } : {}), version: 1 });
    for (const [id, name, email, grants] of users)
      this.users.set(id, { id, name, email, password: "parley-demo", grants, disabled: false, version: 1 });
    for (const [id, client, title, count] of engagements) this.#furnish(id, client, title, count);
  }

  person(userId: string, engagement: MockEngagement): Person {
    const user = this.user(userId);
    const grant = user.grants.find(
      ({ organisation }) => organisation === engagement.msp || organisation === engagement.client,
    );
    return {
      id: user.id,
      name: user.name,
      role: grant?.role ?? "MSP",
      organisation: grant?.organisation ?? engagement.msp,
    };
  }

  user(id: string): MockUser {
    const user = this.users.get(id);
    if (!user) throw new Error(`No user ${id}`);
    return user;
  }

  inScope(userId: string, engagement: MockEngagement): boolean {
    return this.user(userId).grants.some(
      ({ organisation }) => organisation === engagement.msp || organisation === engagement.client,
    );
  }

  sees(userId: string, engagementId: string): boolean {
    const engagement = this.engagements.get(engagementId);
    return engagement !== undefined && this.inScope(userId, engagement);
  }

  append(engagement: MockEngagement, draft: Draft, id?: string, at = new Date()): JournalFrame {
    const event = {
      type: draft.type,
      timestamp: at.toISOString(),
      engagement: engagement.id,
      seq: engagement.journal.length + 1,
      ...(id ? { id } : {}),
      data: draft.data,
    } as JournalFrame;
    engagement.journal.push(event);
    return event;
  }

  raise(
    engagement: MockEngagement,
    author: Person,
    severity: Severity,
    title: string,
    detail?: string,
    at = new Date(),
    id?: string,
  ) {
    const alert = crypto.randomUUID();
    const data = {
      author,
      alert,
      severity,
      title,
      ...(detail ? { detail } : {}),
      state: "raised",
      occurrences: 1,
    } as const;
    const event = this.append(engagement, { type: "alert", data }, id, at);
    this.alerts.set(alert, {
      id: alert,
      engagement: engagement.id,
      seq: event.seq,
      severity,
      title,
      detail: detail ?? null,
      state: "raised",
      occurrences: 1,
      raisedBy: author,
      raisedAt: event.timestamp,
    });
    return { event, alert };
  }

  settle(
    engagement: MockEngagement,
    alertId: string,
    author: Person,
    state: AlertState,
    comment?: string,
    id?: string,
  ): JournalFrame {
    const alert = this.alerts.get(alertId);
    if (!alert) throw new Error(`No alert ${alertId}`);
    const { severity, title, occurrences } = alert;
    const change = state === "resolved" ? "resolved" : "acknowledged";
    const event = this.append(
      engagement,
      {
        type: "alert_update",
        data: { author, alert: alertId, severity, title, state, change, occurrences, ...(comment ? { comment } : {}) },
      },
      id,
    );
    Object.assign(
      alert,
      { state, seq: event.seq },
      change === "resolved"
        ? { resolvedBy: author, resolvedAt: event.timestamp }
        : { acknowledgedBy: author, acknowledgedAt: event.timestamp, comment: comment ?? null },
    );
    return event;
  }

  #furnish(id: string, client: string, title: string, count: number): void {
    const msp = this.organisations.get(client)?.msp ?? "northwind";
    const engagement: MockEngagement = {
      id,
      title,
      status: "open",
      msp,
      client,
      journal: [],
      interactions: { call: 3 + (count % 11), visit: count % 4 },
      reads: new Map(),
      version: 1,
    };
    this.engagements.set(id, engagement);
    const [mspUser, clientUser] = [this.#memberOf(msp), this.#memberOf(client)];
    const start = Date.now() - count * 47 * 60_000 - 600_000;
    const creator = this.person(mspUser, engagement);
    const state = { author: creator, change: "created", title, status: "open", msp, client } as const;
    this.append(engagement, { type: "engagement_update", data: state }, undefined, new Date(start));
    for (let index = 0; index < count; index += 1) {
      const [speaker, text] = script[index % script.length] ?? ["msp", "…"];
      const author = this.person(speaker === "msp" ? mspUser : clientUser, engagement);
      const at = new Date(start + index * 47 * 60_000 + (index % 5) * 31_000);
      const data = { author, text, ...(index % 17 === 9 ? { replyTo: engagement.journal.length - 1 } : {}) };
      this.append(engagement, { type: "chat_message", data }, undefined, at);
    }
    if (id === "globex-firewall") {
      const at = new Date(Date.now() - 25 * 60_000);
      this.raise(
        engagement,
        creator,
        "critical",
        "VPN tunnel to site B is down",
        "peer 203.0.113.7 unreachable for 5 min",
        at,
      );
      this.raise(engagement, creator, "warning", "Disk of fw-2 is 91 % full", undefined, at);
    }
    engagement.reads.set(mspUser, engagement.journal.length - (count % 3));
    engagement.reads.set(clientUser, engagement.journal.length - 1);
  }

  #memberOf(organisation: string): string {
    const user = [...this.users.values()].find(({ grants }) => grants[0]?.organisation === organisation);
    if (!user) throw new Error(`${organisation} has no people`);
    return user.id;
  }
}

/** Throws like the server when the user cannot see the engagement. */
export function engagementOf(world: World, user: MockUser, id: string): MockEngagement {
  const engagement = world.engagements.get(id);
  if (!engagement || !world.inScope(user.id, engagement)) throw notFound();
  return engagement;
}

const organisations: [string, "MSP" | "CLIENT", string, string?][] = [
  ["northwind", "MSP", "Northwind"],
  ["globex", "CLIENT", "Globex", "northwind"],
  ["initech", "CLIENT", "Initech", "northwind"],
  ["umbrella", "CLIENT", "Umbrella", "northwind"],
  ["contoso", "MSP", "Contoso"],
  ["hooli", "CLIENT", "Hooli", "contoso"],
  ["acme", "CLIENT", "Acme", "contoso"],
];

const users: [string, string, string, Grant[]][] = [
  ["admin", "Alex Admin", "admin@parley.example", [{ role: "ADMIN" }]],
  ["mia", "Mia Chen", "mia@northwind.example", [{ role: "MSP", organisation: "northwind", manager: true }]],
  ["noah", "Noah Berg", "noah@northwind.example", [{ role: "MSP", organisation: "northwind" }]],
  ["gil", "Gil Ortega", "gil@globex.example", [{ role: "CLIENT", organisation: "globex" }]],
  ["ian", "Ian Peters", "ian@initech.example", [{ role: "CLIENT", organisation: "initech" }]],
  ["uma", "Uma Wells", "uma@umbrella.example", [{ role: "CLIENT", organisation: "umbrella" }]],
  ["lena", "Lena Fox", "lena@contoso.example", [{ role: "MSP", organisation: "contoso" }]],
  ["hana", "Hana Sato", "hana@hooli.example", [{ role: "CLIENT", organisation: "hooli" }]],
  ["ada", "Ada Cole", "ada@acme.example", [{ role: "CLIENT", organisation: "acme" }]],
  [
    "dana",
    "Dana Ruiz",
    "dana@globex.example",
    [
      { role: "CLIENT", organisation: "globex" },
      { role: "MSP", organisation: "contoso" },
    ],
  ],
];

const engagements: [string, string, string, number][] = [
  ["globex-firewall", "globex", "Firewall rollout, site B", 46],
  ["globex-mail", "globex", "Mail migration", 12],
  ["initech-printers", "initech", "Printers on the third floor", 23],
  ["umbrella-backup", "umbrella", "Nightly backups", 10_000],
  ["umbrella-review", "umbrella", longName, 4],
  ["hooli-wifi", "hooli", "Guest Wi-Fi", 18],
  ["acme-audit", "acme", "Yearly audit", 7],
];

const script: ["msp" | "client", string][] = [
  ["client", "The VPN drops every ten minutes since the update. The people in site B cannot reach the file server."],
  ["msp", "Looking. Do you see the same from the office network?"],
  ["client", "No, only through the VPN."],
  ["client", "`ping 10.20.0.1` loses about **40 %** there."],
  [
    "msp",
    "Thanks. The new rule set drops fragmented packets:\n- `frag-needed` is filtered\n- MTU is still 1500\nI lower the MTU first, then fix the rule.",
  ],
  ["msp", "Details are in https://kb.northwind.example/mtu if you want to follow."],
  ["client", "Great, thank you. Can we do it before the 14:00 call?"],
  ["msp", "Done, 2 of 3 firewalls. The last one at noon."],
  ["client", "Stable since then."],
];
