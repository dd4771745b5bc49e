import { afterAll, expect, it } from "vitest";
import { matchHistory } from "./historyRows.ts";
import { file, openTestImages } from "./testImages.ts";

const images = openTestImages();
afterAll(images.close);

const RUN = {
  step: "0.1",
  stage: 0,
  instruction: "RUN",
  range: { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } },
};
const EXPORTED = { comment: "buildkit.exporter.image.v0" };

it("gives a RUN its own layer if the base's history has none, as in images of Bazel", () => {
  const image = images.image([[file("base", "1")], [file("own", "2")]], {
    history: [{ created_by: "RUN x" }, EXPORTED],
    baseLayers: 1,
    provenance: [RUN, undefined],
  });
  expect(matchHistory(image).map(({ index, layer, base }) => [index, layer, base])).toEqual([
    [-1, 0, true],
    [0, 1, false],
    [1, undefined, false],
  ]);
});

it("puts layers missing from the base's history after its rows", () => {
  const image = images.image([[file("a", "1")], [file("b", "2")], [file("own", "3")]], {
    history: [{ created_by: "told" }, { created_by: "ENV", empty_layer: true }, { created_by: "RUN x" }],
    baseLayers: 2,
    provenance: [undefined, undefined, RUN],
  });
  expect(matchHistory(image).map(({ index, layer, base }) => [index, layer, base])).toEqual([
    [0, 0, true],
    [1, undefined, true],
    [-1, 1, true],
    [2, 2, false],
  ]);
});

it("keeps a RUN's own layer if the base's history has too many", () => {
  const image = images.image([[file("a", "1")], [file("own", "2")]], {
    history: [{ created_by: "told" }, { created_by: "too many" }, { created_by: "RUN x" }],
    baseLayers: 1,
    provenance: [undefined, undefined, RUN],
  });
  expect(matchHistory(image).map(({ index, layer, base }) => [index, layer, base])).toEqual([
    [0, 0, true],
    [1, undefined, true],
    [2, 1, false],
  ]);
});
