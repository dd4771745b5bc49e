import { describe, expect, it } from "vitest";
import type { WasteItem } from "#contract/image.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { layerOf, plannedStep, provenanceOf, stackOf, stackRow } from "../../state/build/buildFixture.ts";
import { linksOf } from "../../state/selection/selectionLinks.ts";
import { sameLines } from "../../state/selection/selectionShift.ts";
import { deadExplanation } from "./deadExplanation.ts";
import { ignoreSuggestion } from "./ignoreSuggestion.ts";

const stack = stackOf([
  stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70) }),
  stackRow("COPY", "app/ ./", { layer: layerOf(1, 60, 12), provenance: provenanceOf("copy", "COPY", 7) }),
  stackRow("RUN", "rm -rf .git", { layer: layerOf(2, 0), provenance: provenanceOf("rm", "RUN", 9) }),
]);
const links = linksOf([plannedStep("copy", "COPY app/ ./", 7), plannedStep("rm", "RUN rm", 9)], stack, sameLines);

function explain(layer: number, ...items: WasteItem[]) {
  return deadExplanation({ waste: { bytes: 0, total: items.length, items }, layer, stack, links });
}

const item = (more: Partial<WasteItem>): WasteItem => ({
  path: "/app/.git/HEAD",
  bytes: 10,
  cause: "deleted",
  storedIn: 1,
  hiddenBy: 2,
  ...more,
});

describe("why bytes are dead", () => {
  it("names the line that stored them, the line that hides them, and .dockerignore for what was copied", () => {
    const found = explain(1, item({}), item({ path: "/app/tests/a", bytes: 2 }));
    expect(found?.where).toBe("line 8 stored them, line 10 only hides them");
    expect(found?.advice).toContain(".dockerignore");
    expect(found).toMatchObject({ bytes: 12, ignorable: true, paths: ["/app/.git", "/app/tests"] });
  });

  it("says the same in the layer that hides them", () => {
    expect(explain(2, item({}))?.where).toBe("line 8 stored them, line 10 only hides them");
  });

  it("advises --chown and --chmod where only owner or mode changed", () => {
    expect(explain(1, item({ cause: "metadata-only" }))?.advice).toContain("--chown");
  });

  it("blames nobody for what the base image brought", () => {
    const found = explain(2, item({ storedIn: 0 }));
    expect(found?.where).toContain("the base image stored them");
    expect(found?.ignorable).toBe(false);
  });

  it("says nothing of a layer that has to do with none", () => {
    expect(explain(0, item({}))).toBeUndefined();
  });
});

describe("what to put into .dockerignore", () => {
  const file = (path: string, text = ""): WorkspaceFile => ({ path, kind: "text", mode: 0o644, text, size: 0 });

  it("is the path of the context that became the path of the image", () => {
    const files = [file("app/.git/HEAD"), file("app/server.py")];
    expect(ignoreSuggestion(["/srv/.git"], files)?.text).toBe("app/.git\n");
  });

  it("is the closer one where two end alike", () => {
    const files = [file("lib/tests/a"), file("app/tests/a")];
    expect(ignoreSuggestion(["/srv/app/tests"], files)?.lines).toEqual(["app/tests"]);
  });

  it("is added below what is there already", () => {
    const files = [file("app/.git/HEAD"), file(".dockerignore", "node_modules")];
    expect(ignoreSuggestion(["/app/.git"], files)?.text).toBe("node_modules\napp/.git\n");
  });

  it("is nothing where it is there already or the context has no such path", () => {
    expect(
      ignoreSuggestion(["/app/.git"], [file("app/.git/HEAD"), file(".dockerignore", "app/.git/\n")]),
    ).toBeUndefined();
    expect(ignoreSuggestion(["/app/cache"], [file("app/server.py")])).toBeUndefined();
  });
});
