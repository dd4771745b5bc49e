import { expect, test } from "vitest";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { DockerEngine } from "./dockerEngine.ts";

/** An engine that a learner may not use; its socket must not even be tried. */
const closed = new DockerEngine({
  address: () => "unix:///nonexistent",
  refusal: (owner) => (owner === "learner" ? "Only the person who runs this server may." : undefined),
});
const { signal } = new AbortController();

test("a learner is told that they may not, and nothing is asked", async () => {
  const refused = { available: false, reason: "Only the person who runs this server may." };
  expect(await closed.list("learner", signal)).toEqual(refused);
  expect(await problemOf(closed.save("learner", "busybox", signal))).toMatchObject({
    code: "request/not-found",
    detail: refused.reason,
  });
});

test("the operator is told where no engine was found", async () => {
  expect(await closed.list("operator", signal)).toMatchObject({ reason: "No Docker engine is at /nonexistent." });
});
