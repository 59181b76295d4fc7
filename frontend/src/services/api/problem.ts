import type { ErrorCode } from "../socket/protocol.ts";

export interface FieldError {
  field: string;
  rule: string;
  message: string;
}

/** An error response of the server. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}`);
    this.status = status;
    this.code = problem.code ?? "internal";
    this.fields = problem.errors ?? [];
    this.retryAfterMs = problem.retryAfterMs;
    this.requestId = problem.requestId;
  }
}

/** A request without a response. */
export class NetworkError extends Error {
  override name = "NetworkError";
}

interface Problem {
  title?: string;
  detail?: string;
  code?: ErrorCode;
  errors?: FieldError[];
  retryAfterMs?: number;
  requestId?: string;
}

/** Also accepts responses of a proxy, which need not be problem documents. */
export async function toApiError(response: Response): Promise<ApiError> {
  const parsed: unknown = await response.json().catch(() => null);
  const problem = typeof parsed === "object" && parsed !== null ? (parsed as Problem) : {};
  return new ApiError(response.status, { ...problem, code: problem.code ?? codeOf(response.status) });
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 400:
      return "bad_request";
    case 401:
      return "unauthenticated";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 413:
      return "too_large";
    case 429:
      return "rate_limited";
    case 502:
    case 503:
    case 504:
      return "unavailable";
    default:
      return "internal";
  }
}
