import type { ErrorCode } from "../../src/services/socket/protocol.ts";

/** An error answer, over the socket or REST. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ErrorCode;

  constructor(status: number, code: ErrorCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const notFound = () => new Refusal(404, "not_found", "Not found, or not visible to you.");
