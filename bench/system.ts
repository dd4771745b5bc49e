import type { FileContent } from "./fileContent.ts";

/** A Dockerfile and its context, ready to be built. */
export interface PreparedBuild {
  readonly dockerfile: string;
  readonly files: Record<string, FileContent>;
  /** How Strata gets the files: as one tar, or each by its digest. Docker has one way. */
  readonly upload: "tar" | "blobs";
  /** Where `prepare` wrote the files. */
  readonly directory?: string;
  /** Of files that are sent by their digest. */
  readonly digests?: Record<string, string>;
}

/** What is measured against what. */
export interface System {
  readonly name: string;
  /** Called before the clock starts: writes the files where the system's client wants them. */
  prepare(prepared: PreparedBuild): Promise<PreparedBuild>;
  build(prepared: PreparedBuild): Promise<void>;
  /** Removes what `prepare` wrote. */
  forget(prepared: PreparedBuild): void;
  /** The processes of its server, of its builders and of the commands they run now; not the client's. */
  processes(): number[];
  close(): Promise<void>;
}
