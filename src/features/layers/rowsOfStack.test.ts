import { describe, expect, it } from "vitest";
import { layerOf, plannedStep, provenanceOf, stackOf, stackRow } from "../../state/build/buildFixture.ts";
import { linksOf } from "../../state/selection/selectionLinks.ts";
import { sameLines } from "../../state/selection/selectionShift.ts";
import { rowsOfStack } from "./rowsOfStack.ts";

const steps = [
  { ...plannedStep("from", "FROM debian", 0), state: "done" as const },
  { ...plannedStep("run", "RUN make", 1), state: "cached" as const },
  { ...plannedStep("env", "ENV A=1", 2), state: "done" as const },
];
const stack = stackOf(
  [
    stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70) }),
    stackRow("RUN", "apt-get", { base: true, layer: layerOf(1, 30) }),
    stackRow("CMD", "bash", { base: true }),
    stackRow("RUN", "make", { layer: layerOf(2, 60, 12), provenance: provenanceOf("run", "RUN", 1) }),
    stackRow("ENV", "A=1", { provenance: provenanceOf("env", "ENV", 2) }),
  ],
  { baseName: "debian:bookworm-slim" },
);
const links = linksOf(steps, stack, sameLines);

function rows(expanded: boolean) {
  return rowsOfStack({ stack, links, steps, expanded });
}

describe("the rows of a finished image", () => {
  it("start with the base image as one slab with its name, linked to its FROM", () => {
    expect(rows(false)[0]).toMatchObject({
      key: "from",
      instruction: "FROM",
      text: "debian:bookworm-slim",
      size: 100,
      baseLayers: 2,
    });
    expect(rows(false)).toHaveLength(3);
  });

  it("show each row of the base image when it is expanded, all linked to its FROM", () => {
    const inBase = rows(true).filter((row) => row.inBase);
    expect(inBase.map(({ text, kind, link }) => [text, kind, link])).toEqual([
      ["rootfs", "slab", "from"],
      ["apt-get", "slab", "from"],
      ["bash", "config", "from"],
    ]);
  });

  it("have the key of their step, so that a finished slab is the one that was planned", () => {
    expect(rows(false).map(({ key }) => key)).toEqual(["from", "run", "env"]);
  });

  it("show what was cached, what is dead, and what is only configuration", () => {
    expect(rows(false)[1]).toMatchObject({ cached: true, dead: 12, layer: 2 });
    expect(rows(false)[2]).toMatchObject({ kind: "config" });
  });

  it("show that nothing is below an image from scratch", () => {
    const scratch = [{ ...plannedStep("s", "FROM scratch", 0), state: "done" as const }];
    const alone = stackOf([
      stackRow("COPY", "a /", { layer: layerOf(0, 1), provenance: provenanceOf("c", "COPY", 1) }),
    ]);
    const shown = rowsOfStack({
      stack: alone,
      links: linksOf(scratch, alone, sameLines),
      steps: scratch,
      expanded: false,
    });
    expect(shown.map(({ key, kind }) => [key, kind])).toEqual([
      ["s", "config"],
      ["c", "slab"],
    ]);
  });
});
