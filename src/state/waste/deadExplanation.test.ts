import { describe, expect, it } from "vitest";
import type { WasteGroup } from "#contract/image.ts";
import { layerOf, plannedStep, provenanceOf, stackOf, stackRow } from "../build/buildFixture.ts";
import { linksOf } from "../selection/selectionLinks.ts";
import { sameLines } from "../selection/selectionShift.ts";
import { deadParts } from "./deadExplanation.ts";

const stack = stackOf([
  stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70) }),
  stackRow("COPY", "app/ ./", { layer: layerOf(1, 60, 12), provenance: provenanceOf("copy", "COPY", 7) }),
  stackRow("RUN", "rm -rf .git", { layer: layerOf(2, 0), provenance: provenanceOf("rm", "RUN", 9) }),
]);
const links = linksOf([plannedStep("copy", "COPY app/ ./", 7), plannedStep("rm", "RUN rm", 9)], stack, sameLines);

function explain(layer: number, ...groups: WasteGroup[]) {
  return deadParts({ waste: { bytes: 0, total: 0, items: [], groups }, layer, stack, links });
}

const group = (more: Partial<WasteGroup>): WasteGroup => ({
  bytes: 10,
  items: 1,
  cause: "deleted",
  storedIn: 1,
  hiddenBy: 2,
  top: [{ path: "/app/.git", bytes: 10, items: 1 }],
  ...more,
});

describe("why bytes are dead", () => {
  it("names the line that stored them, the line that hides them, and .dockerignore for what was copied", () => {
    const [part] = explain(1, group({}));
    expect(part?.where).toBe("line 8 stored them, line 10 only hides them");
    expect(part?.advice).toContain(".dockerignore");
  });

  it("says the same in the layer that hides them", () => {
    expect(explain(2, group({})).map(({ where }) => where)).toEqual(["line 8 stored them, line 10 only hides them"]);
  });

  it("includes every part with all of its bytes, whichever layer stores or hides it", () => {
    const parts = explain(2, group({ storedIn: 0, bytes: 39 }), group({ bytes: 4 }), group({ hiddenBy: 1, bytes: 1 }));
    expect(parts.map((part) => `${part.group.bytes}: ${part.where}`)).toEqual([
      "39: the base image stored them, line 10 only hides them",
      "4: line 8 stored them, line 10 only hides them",
    ]);
  });

  it("advises --chown and --chmod if only owner or mode changed", () => {
    expect(explain(1, group({ cause: "metadata-only" }))[0]?.advice).toContain("--chown");
  });

  it("advises copying once if a second COPY changed only the time", () => {
    const again = stackRow("COPY", "app/ ./", { layer: layerOf(3, 60), provenance: provenanceOf("again", "COPY", 11) });
    const groups = [group({ cause: "time-only", hiddenBy: 3 }), group({ cause: "time-only" })];
    const parts = deadParts({
      waste: { bytes: 0, total: 0, items: [], groups },
      layer: 1,
      stack: stackOf([...stack.rows, again]),
      links,
    });
    expect(parts.map(({ advice }) => advice)).toEqual([
      "Copy them only once.",
      "Leave out the step that touches them.",
    ]);
  });

  it("names no line for dead bytes of the base image", () => {
    expect(explain(2, group({ storedIn: 0 }))[0]?.where).toContain("the base image stored them");
  });

  it("explains nothing for a layer without any", () => {
    expect(explain(0, group({}))).toEqual([]);
  });
});
