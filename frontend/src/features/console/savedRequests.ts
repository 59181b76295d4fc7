import { readJson, writeJson } from "../../services/browser/settings.ts";

/** A request that can be opened again. Never contains a token. */
export interface SavedRequest {
  name: string;
  url: string;
  protocols: string;
  message: string;
}

const key = "console.requests";

export function loadRequests(): SavedRequest[] {
  const kept = readJson<unknown>(key);
  return Array.isArray(kept) ? kept.filter(isRequest) : [];
}

/** Replaces a request with the same name. */
export function saveRequest(request: SavedRequest): SavedRequest[] {
  const requests = [...loadRequests().filter(({ name }) => name !== request.name), request].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  );
  writeJson(key, requests);
  return requests;
}

export function removeRequest(name: string): SavedRequest[] {
  const requests = loadRequests().filter((request) => request.name !== name);
  writeJson(key, requests);
  return requests;
}

function isRequest(value: unknown): value is SavedRequest {
  return (
    typeof value === "object" &&
    value !== null &&
    ["name", "url", "protocols", "message"].every(
      (field) => typeof (value as Record<string, unknown>)[field] === "string",
    )
  );
}
