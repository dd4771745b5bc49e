/** The error codes of the OCI distribution specification, with the usual HTTP status and message of each. */
export const REGISTRY_ERRORS = {
  BLOB_UNKNOWN: { status: 404, message: "blob unknown to registry" },
  BLOB_UPLOAD_INVALID: { status: 400, message: "blob upload invalid" },
  BLOB_UPLOAD_UNKNOWN: { status: 404, message: "blob upload unknown to registry" },
  DIGEST_INVALID: { status: 400, message: "provided digest did not match uploaded content" },
  MANIFEST_BLOB_UNKNOWN: { status: 404, message: "manifest references a manifest or blob unknown to registry" },
  MANIFEST_INVALID: { status: 400, message: "manifest invalid" },
  MANIFEST_UNKNOWN: { status: 404, message: "manifest unknown to registry" },
  NAME_INVALID: { status: 400, message: "invalid repository name" },
  NAME_UNKNOWN: { status: 404, message: "repository name not known to registry" },
  SIZE_INVALID: { status: 400, message: "provided length did not match content length" },
  DENIED: { status: 403, message: "requested access to the resource is denied" },
  UNSUPPORTED: { status: 405, message: "the operation is unsupported" },
  TOOMANYREQUESTS: { status: 429, message: "too many requests" },
} as const satisfies Record<string, { status: number; message: string }>;

export type RegistryErrorCode = keyof typeof REGISTRY_ERRORS;

/** One entry of `{"errors": […]}`. */
export interface ErrorEntry {
  readonly code: RegistryErrorCode;
  readonly message: string;
  readonly detail?: unknown;
}

/** A rejection: an HTTP status, and what was wrong. */
export interface Refusal {
  readonly status: number;
  readonly errors: readonly ErrorEntry[];
}

interface RefusalExtras {
  /** The specific message, in place of the specification's. */
  readonly message?: string;
  readonly detail?: unknown;
  /** If it is not the usual one of the code. */
  readonly status?: number;
}

/** Throws a rejection from code that can't return it as a value. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.errors.map(({ message }) => message).join(" "), options);
    this.refusal = refusal;
  }
}

export function errorEntry(code: RegistryErrorCode, { message, detail }: RefusalExtras = {}): ErrorEntry {
  return { code, message: message ?? REGISTRY_ERRORS[code].message, ...(detail === undefined ? {} : { detail }) };
}

/** Shorthand for throwing: `throw registryError("BLOB_UNKNOWN")`. */
export function registryError(
  code: RegistryErrorCode,
  extras: RefusalExtras = {},
  options?: ErrorOptions,
): RegistryError {
  const status = extras.status ?? REGISTRY_ERRORS[code].status;
  return new RegistryError({ status, errors: [errorEntry(code, extras)] }, options);
}
