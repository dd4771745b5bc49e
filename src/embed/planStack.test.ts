import { expect, test } from "vitest";
import { layerOf, plannedStep, provenanceOf, stackOf, stackRow } from "../state/build/buildFixture.ts";
import type { Embedded } from "../state/embed/embedded.ts";
import { linksOf } from "../state/selection/selectionLinks.ts";
import { sameLines } from "../state/selection/selectionShift.ts";
import { planStack } from "./planStack.ts";

const steps = [
  { ...plannedStep("from", "FROM debian", 0), state: "done" as const },
  { ...plannedStep("run", "RUN make", 1), state: "done" as const },
];
const stack = stackOf([
  stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70_000_000) }),
  stackRow("RUN", "apt-get", { base: true, layer: layerOf(1, 30) }),
  stackRow("RUN", "make", { layer: layerOf(2, 60), provenance: provenanceOf("run", "RUN", 1) }),
]);
const embedded = (more: Partial<Embedded>): Embedded => ({
  share: { id: "A".repeat(22), name: "", sharedAt: 0, files: 1, size: 1, dockerfile: "", isOwn: false, absent: [] },
  text: "FROM debian\nRUN make\n",
  build: { phase: "done", run: { id: "b", stages: [], steps, logs: {}, startedAt: 0 }, finishedAt: 1, image: IMAGE },
  stack,
  links: linksOf(steps, stack, sameLines),
  ...more,
});
const IMAGE = { id: `sha256:${"0".repeat(64)}` as const, tags: [] };

test("the base image is one slab, the largest, above what was built on it", () => {
  const plan = planStack(embedded({}));
  expect(plan?.rows.map(({ row }) => [row.key, row.instruction])).toEqual([
    ["from", "FROM"],
    ["run", "RUN"],
  ]);
  const [base, run] = plan?.rows ?? [];
  expect(base?.height).toBeGreaterThan(run?.height ?? 0);
  expect(run?.top).toBeGreaterThan(base?.height ?? 0);
  expect(plan).toMatchObject({ size: 70_000_090, layers: 3 });
});

test("there is none without an image", () => {
  expect(planStack(embedded({ stack: undefined }))).toBeUndefined();
});
