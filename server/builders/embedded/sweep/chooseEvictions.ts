import type { Digest } from "#contract/names/digest.ts";

/** Something that can be made or pulled again, and the blobs that it keeps in the store. */
export interface StoreUse {
  readonly blobs: readonly Digest[];
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

export interface EvictionAim {
  /** Bytes to free. */
  readonly bytes: number;
  /** What was used later stays. Milliseconds since the epoch. */
  readonly usedBefore: number;
  /** Blobs that stay in any case. */
  readonly lasting: ReadonlySet<Digest>;
  readonly sizeOf: (digest: Digest) => number;
}

/**
 * What to evict to free this many bytes: the least recently used first, in the given order if equal.
 * A blob counts as freed with the last item that has it; an item whose blobs all stay would free nothing and stays.
 */
export function chooseEvictions<T extends StoreUse>(uses: readonly T[], aim: EvictionAim): T[] {
  const users = new Map<Digest, number>();
  for (const { blobs } of uses) for (const blob of new Set(blobs)) users.set(blob, (users.get(blob) ?? 0) + 1);
  const chosen: T[] = [];
  let left = aim.bytes;
  for (const use of uses.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (left <= 0 || use.usedAt > aim.usedBefore) break;
    const own = [...new Set(use.blobs)].filter((blob) => !aim.lasting.has(blob));
    if (own.length === 0) continue;
    chosen.push(use);
    for (const blob of own) {
      const others = (users.get(blob) ?? 1) - 1;
      users.set(blob, others);
      if (others === 0) left -= aim.sizeOf(blob);
    }
  }
  return chosen;
}
