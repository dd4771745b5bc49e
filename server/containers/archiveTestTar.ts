import { Readable } from "node:stream";
import { TAR_END, type TarHeaderInput, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

export interface GivenMember {
  readonly path: string;
  readonly text?: string;
  readonly header?: Partial<TarHeaderInput>;
}

/** For tests: a tar of files that belong to user 7 and group 8. */
export function testTar(...members: readonly GivenMember[]): Readable {
  const plain = { type: "file", mode: 0o644, uid: 7, gid: 8, mtime: 1_577_836_800 } as const;
  const parts = members.flatMap(({ path, text = "", header }) => {
    const entry = { ...plain, path, size: Buffer.byteLength(text), ...header };
    return [tarHeader(entry), Buffer.from(text), tarPadding(entry.size)];
  });
  return Readable.from([...parts, TAR_END]);
}
