/** Limits of a context. */
export interface ContextLimits {
  /** Most bytes of all files together. */
  readonly maxBytes: number;
  /** Most bytes of one file. */
  readonly maxFileBytes: number;
  /** Most files, folders, and links together. */
  readonly maxEntries: number;
}

export const DEFAULT_CONTEXT_LIMITS: ContextLimits = {
  maxBytes: 1024 ** 3,
  maxFileBytes: 1024 ** 3,
  maxEntries: 100_000,
};
