import { expect, test } from "vitest";
import type { Stack } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageFacts } from "./image.ts";
import { shownPlatforms } from "./shownPlatforms.ts";

const idOf = (digit: string): Digest => `sha256:${digit.repeat(64)}`;
const AMD = { platform: "linux/amd64", id: idOf("a") };
const ARM = { platform: "linux/arm64", id: idOf("b") };

function factsWith(image: Digest, platforms?: Stack["platforms"]): ImageFacts {
  const stack: Stack = { image, tags: [], size: 0, ownSize: 0, dead: 0, rows: [], ...(platforms && { platforms }) };
  return { layerFiles: {}, stack: { phase: "ready", value: stack } };
}

test("an image that was opened from the list tells the platforms of its index", () => {
  const facts = { [AMD.id]: factsWith(AMD.id, [AMD, ARM]) };
  expect(shownPlatforms({ shown: AMD.id, facts })).toEqual([AMD, ARM]);
});

test("while the image for another platform loads, the one before still tells them", () => {
  const facts = { [AMD.id]: factsWith(AMD.id, [AMD, ARM]), [ARM.id]: { layerFiles: {} } };
  expect(shownPlatforms({ shown: ARM.id, facts })).toEqual([AMD, ARM]);
});

test("of several indexes with the image, the one that it was opened from counts", () => {
  const later = { platform: "linux/amd64", id: idOf("c") };
  const facts = {
    [later.id]: factsWith(later.id, [later, ARM]),
    [AMD.id]: factsWith(AMD.id, [AMD, ARM]),
    [ARM.id]: factsWith(ARM.id, [later, ARM]),
  };
  expect(shownPlatforms({ shown: ARM.id, facts })).toEqual([AMD, ARM]);
});

test("an image for one platform has none", () => {
  const facts = { [AMD.id]: factsWith(AMD.id), [ARM.id]: factsWith(ARM.id, [ARM, { ...AMD, id: idOf("d") }]) };
  expect(shownPlatforms({ shown: AMD.id, facts })).toBeUndefined();
});
