import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { pullStatus } from "./pullStatus.ts";

const digest = digestOf("manifest");
const pulled = { id: digestOf("config"), digest, reference: "docker.io/library/busybox:latest", isNew: true };

test("a pull ends with the registry's digest and whether the image is new", () => {
  expect(pullStatus(pulled, "busybox:latest")).toEqual([
    `Digest: ${digest}`,
    "Status: Downloaded newer image for busybox:latest",
  ]);
  expect(pullStatus({ ...pulled, isNew: false }, "busybox:latest").at(-1)).toBe(
    "Status: Image is up to date for busybox:latest",
  );
});

test("an image that stands in for the registry's has no digest, and one line says why it is used", () => {
  expect(pullStatus({ ...pulled, standIn: "starter" }, "busybox:latest")).toEqual([
    "Status: Could not pull busybox:latest: no registry that has it is reachable. Using the busybox that comes with Strata.",
  ]);
});
