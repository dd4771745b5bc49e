import { afterEach, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { readFromShare, readOwn, sharedAddressOf } from "./sharedAddress.ts";

afterEach(readOwn);

test("what is asked about a shared build and image goes to the share, everything else to one's own", () => {
  readFromShare("abc", { build: "b1", image: "sha256:0a", blobs: ["sha256:0c"] });
  expect(sharedAddressOf(routes.blob("sha256:0c"))).toBe("/api/shares/abc/blobs/sha256:0c");
  expect(sharedAddressOf(routes.build("b1"))).toBe("/api/shares/abc/builds/b1");
  expect(sharedAddressOf(routes.buildEvents("b1"))).toBe("/api/shares/abc/builds/b1/events");
  expect(sharedAddressOf(routes.layerFiles("sha256:0a", 2, 50))).toBe(
    "/api/shares/abc/images/sha256%3A0a/layers/2/files?from=50",
  );
  for (const own of [routes.build("b12"), routes.builds(), routes.imageLayers("sha256:0ab"), routes.workspace()]) {
    expect(sharedAddressOf(own)).toBe(own);
  }
  readOwn();
  expect(sharedAddressOf(routes.build("b1"))).toBe(routes.build("b1"));
});
