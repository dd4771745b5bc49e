import { expect, test } from "vitest";
import { ownBytes } from "#contract/imageSharing.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { sharedLayers } from "./sharedLayers.ts";

const layer = (name: string, size: number) => ({ diffId: digestOf(name), size });
const image = (name: string, ...layers: ReturnType<typeof layer>[]) => ({ id: digestOf(name), layers });

test("tells which images have a layer, and the bytes that sharing saves", () => {
  const [base, app] = [layer("base", 100), layer("app", 7)];
  const sharing = sharedLayers([image("one", base), image("two", base, app), image("three", base, app, app)]);
  expect(sharing.layers).toEqual([
    { ...base, images: ["one", "two", "three"].map(digestOf) },
    { ...app, images: ["two", "three"].map(digestOf) },
  ]);
  expect(sharing).toMatchObject({ stored: 107, saved: 207 });
});

test("tells the bytes that only some images have", () => {
  const [base, app] = [layer("base", 100), layer("app", 7)];
  const sharing = sharedLayers([image("one", base), image("two", base, app)]);
  expect(ownBytes(sharing, new Set([digestOf("two")]))).toBe(7);
  expect(ownBytes(sharing, new Set([digestOf("one")]))).toBe(0);
  expect(ownBytes(sharing, new Set([digestOf("one"), digestOf("two")]))).toBe(107);
});
