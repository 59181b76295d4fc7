/** A frame as a tree if it is JSON, otherwise as text. */
export function JsonTree({ text }: { text: string }) {
  const parsed = parse(text);
  return (
    <div className="max-h-96 overflow-auto font-mono text-sm [overflow-wrap:anywhere]">
      {parsed === undefined ? (
        <pre className="whitespace-pre-wrap">{text}</pre>
      ) : (
        <JsonValue value={parsed.value} depth={0} />
      )}
    </div>
  );
}

const openDepth = 3;
const maxChildren = 200;

function JsonValue({ name, value, depth }: { name?: string; value: unknown; depth: number }) {
  const label = name !== undefined && <span className="text-info">{name}: </span>;
  if (typeof value !== "object" || value === null)
    return (
      <div className="pl-4">
        {label}
        <span className={tone(value)}>{JSON.stringify(value)}</span>
      </div>
    );
  const entries = Object.entries(value);
  const summary = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  if (entries.length === 0)
    return (
      <div className="pl-4">
        {label}
        <span className="text-muted">{Array.isArray(value) ? "[]" : "{}"}</span>
      </div>
    );
  return (
    <details open={depth < openDepth} className="pl-1">
      <summary className="text-muted">
        {label}
        {summary}
      </summary>
      <div className="border-l border-line pl-2">
        {entries.slice(0, maxChildren).map(([key, child]) => (
          <JsonValue key={key} name={key} value={child} depth={depth + 1} />
        ))}
        {entries.length > maxChildren && <p className="pl-4 text-muted">… {entries.length - maxChildren}</p>}
      </div>
    </details>
  );
}

function tone(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "text-good";
    case "number":
      return "text-warning";
    default:
      return "text-critical";
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
