/** Example messages of the Parley protocol. */
export function examples(engagement: string): [string, object][] {
  const id = () => crypto.randomUUID();
  return [
    ["ping", { type: "ping", id: id(), data: {} }],
    ["sync", { type: "sync", id: id(), data: { after: { [engagement]: 0 } } }],
    ["send_message", { type: "send_message", id: id(), data: { engagement, text: "Hello" } }],
    ["record_interaction", { type: "record_interaction", id: id(), data: { engagement, kind: "call", count: 1 } }],
    [
      "raise_alert",
      { type: "raise_alert", id: id(), data: { engagement, severity: "warning", title: "Disk of fw-2 is 91 % full" } },
    ],
    ["mark_read", { type: "mark_read", id: id(), data: { engagement, seq: 1 } }],
    ["typing", { type: "typing", data: { engagement } }],
  ];
}
