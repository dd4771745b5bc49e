import { closeSync, openSync, writeSync } from "node:fs";

/** Writes a file from its pieces, however many there are. */
export function writePieces(path: string, pieces: Iterable<Uint8Array>): void {
  const fd = openSync(path, "w");
  try {
    for (const piece of pieces) {
      for (let done = 0; done < piece.length; ) done += writeSync(fd, piece, done);
    }
  } finally {
    closeSync(fd);
  }
}
