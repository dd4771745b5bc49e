/** How large a context may be. */
export interface ContextLimits {
  /** Bytes of all files together. */
  readonly maxBytes: number;
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  /** Files, folders and links together. */
  readonly maxEntries: number;
}

export const DEFAULT_CONTEXT_LIMITS: ContextLimits = {
  maxBytes: 1024 ** 3,
  maxFileBytes: 1024 ** 3,
  maxEntries: 100_000,
};
