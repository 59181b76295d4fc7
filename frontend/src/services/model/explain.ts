import { t } from "../../texts.ts";
import { ApiError, NetworkError } from "../api/problem.ts";
import { CommandRefusedError } from "../socket/sendQueue.ts";

/** The text of an error for people: the server's text, unless the page has one that says what to do. */
export function explain(error: unknown): string {
  if (error instanceof NetworkError) return t.common.unreachable;
  if (error instanceof ApiError || error instanceof CommandRefusedError) {
    if (error.code === "version_mismatch") return t.engagements.changedMeanwhile;
    const fields = error instanceof ApiError ? error.fields.map((field) => field.message) : [];
    return fields.length > 0 ? fields.join(" ") : known(error.code) || error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

function known(code: string): string | undefined {
  return code in t.problems ? t.problems[code as keyof typeof t.problems] : undefined;
}
