import { berkeleyBlobs } from "./berkeleyBlobs.ts";
import type { Blobs } from "./foundBlobs.ts";
import { ndbBlobs } from "./ndbBlobs.ts";
import { sqliteBlobs } from "./sqliteBlobs.ts";

/** rpm's databases: of today, of before 2020 (CentOS 8, Amazon Linux 2), and of SUSE. */
export type RpmFormat = "sqlite" | "berkeley" | "ndb";

export interface RpmFiles {
  readonly database: Uint8Array;
  /** What is written and not yet in the database. */
  readonly log?: Uint8Array | undefined;
}

/** The headers of the packages in a database of rpm. */
export function rpmBlobs(format: RpmFormat, { database, log }: RpmFiles): Blobs {
  if (format === "sqlite") return sqliteBlobs(database, log);
  const bytes = Buffer.from(database.buffer, database.byteOffset, database.byteLength);
  return format === "ndb" ? ndbBlobs(bytes) : berkeleyBlobs(bytes);
}
