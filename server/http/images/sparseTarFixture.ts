import { formatPax } from "#server/oci/tar/paxRecords.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

/** For tests: a tar with one file of which only parts are stored (GNU.sparse 0.1). */
export function sparseTar(name: string, parts: [number, string][], size: number): Uint8Array {
  const stored = Buffer.from(parts.map(([, text]) => text).join(""));
  const records = new Map([
    ["GNU.sparse.size", Buffer.from(`${size}`)],
    ["GNU.sparse.map", Buffer.from(parts.map(([at, text]) => `${at},${text.length}`).join())],
  ]);
  const pax = formatPax(records);
  const plain = { mode: 0o644, uid: 0, gid: 0, mtime: 0 };
  const extended = tarHeader({ ...plain, path: "pax", type: "file", size: pax.length });
  extended.write("x", 156, "latin1");
  return Buffer.concat([
    checked(extended),
    ...[pax, tarPadding(pax.length)],
    ...[tarHeader({ ...plain, path: name, type: "file", size: stored.length }), stored, tarPadding(stored.length)],
    TAR_END,
  ]);
}

/** A header whose checksum fits what it says now. */
function checked(header: Buffer): Buffer {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}
