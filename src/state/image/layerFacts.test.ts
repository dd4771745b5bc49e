import { expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import { loadCompressed, useLayerFacts } from "./layerFacts.ts";

it("forgets the compressed size of a layer that is left before the answer, without an error", async () => {
  const image: Digest = `sha256:${"1".repeat(64)}`;
  await expect(loadCompressed(image, 0, AbortSignal.abort())).resolves.toBeUndefined();
  expect(useLayerFacts.getState().compressed).toEqual({});
});
