import { createHash } from "node:crypto";

interface Weighted {
  readonly id: string;
  readonly weight: number;
}

/** 2 to the 48th: the first six bytes of a hash make a fraction of it. */
const RANGE = 2 ** 48;

/**
 * The candidates for a key, its home first: weighted rendezvous hashing. Each gets keys by its weight, and if one goes
 * away, only its own keys move, spread over all others.
 */
export function rankFor<T extends Weighted>(key: string, candidates: readonly T[]): T[] {
  if (candidates.length < 2) return [...candidates];
  const scored = candidates.map((candidate) => ({ candidate, score: score(key, candidate) }));
  return scored.sort((a, b) => b.score - a.score).map(({ candidate }) => candidate);
}

/** The logarithm makes the chance to be the greatest proportional to the weight. */
function score(key: string, { id, weight }: Weighted): number {
  const hash = createHash("sha256").update(`${id}\n${key}`).digest().readUIntBE(0, 6);
  return -weight / Math.log((hash + 0.5) / RANGE);
}
