import type { Problem } from "#contract/problem.ts";
import { type BytesPlace, CHUNK, readPart } from "./readFile.ts";

/** Chunks kept: 8 MB. */
const KEPT = 64;

/** A file read piece by piece, only where somebody looks. */
export interface FileBytes {
  /** The chunk with this number, if it is here; else it is fetched, and `onChange` told. */
  readonly chunk: (index: number) => Uint8Array | undefined;
  /** The first failure. */
  readonly problem: () => Problem | undefined;
  readonly close: () => void;
}

export function openFileBytes(place: BytesPlace, onChange: () => void): FileBytes {
  const chunks = new Map<number, Uint8Array | "loading">();
  const cancel = new AbortController();
  let problem: Problem | undefined;

  const load = async (index: number) => {
    chunks.set(index, "loading");
    const range = { from: index * CHUNK, length: CHUNK };
    const result = await readPart(place, range, cancel.signal).catch(() => undefined);
    if (!result || cancel.signal.aborted) return;
    if (result.ok) chunks.set(index, result.value.bytes);
    else problem ??= result.problem;
    // The oldest go first: a Map keeps the order of insertion.
    for (const [old] of chunks) {
      if (chunks.size <= KEPT) break;
      if (old !== index) chunks.delete(old);
    }
    onChange();
  };

  return {
    chunk: (index) => {
      const known = chunks.get(index);
      if (known === undefined && problem === undefined) void load(index);
      return known === "loading" ? undefined : known;
    },
    problem: () => problem,
    close: () => cancel.abort(),
  };
}
