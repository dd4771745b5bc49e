/** A Dockerfile and its context, ready to be built: written down for the reference, in memory for Strata. */
export interface PreparedBuild {
  readonly dockerfile: string;
  readonly files: Record<string, string | Uint8Array>;
  /** Where `prepare` wrote it, as the system sees the disk. */
  readonly directory?: string;
}

/** What is measured against what. */
export interface System {
  readonly name: string;
  /** Called before the clock starts: puts files where the system wants them. */
  prepare?(prepared: PreparedBuild): Promise<PreparedBuild>;
  build(prepared: PreparedBuild): Promise<void>;
  /** Bytes resident at the peak, where it can be told. */
  peakMemory(): Promise<number | undefined>;
  close(): Promise<void>;
}
