import { createHash } from "node:crypto";
import type { Digest } from "#contract/names/digest.ts";

/** A digest for each layer with all below it: image-spec config.md, ChainID. */
export function chainIds(layers: readonly Digest[]): Digest[] {
  const chain: Digest[] = [];
  for (const layer of layers) {
    const below = chain.at(-1);
    chain.push(
      below === undefined ? layer : `sha256:${createHash("sha256").update(`${below} ${layer}`).digest("hex")}`,
    );
  }
  return chain;
}
