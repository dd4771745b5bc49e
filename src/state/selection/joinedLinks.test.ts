import { describe, expect, it } from "vitest";
import { layerOf, linesAt, plannedStep, provenanceOf, stackOf, stackRow } from "../build/buildFixture.ts";
import { joinedLinks } from "./joinedLinks.ts";
import { linkAtLine } from "./selectionLinks.ts";

const IMAGE_TEXT = "FROM busybox\nRUN dd of=/big\nRUN rm /big\nCOPY notes.txt /\n";
const stack = stackOf([
  stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 2) }),
  stackRow("RUN", "dd of=/big", { layer: layerOf(1, 8), provenance: provenanceOf("0.1", "RUN", 1) }),
  stackRow("RUN", "rm /big", { layer: layerOf(2, 0), provenance: provenanceOf("0.2", "RUN", 2) }),
  stackRow("COPY", "notes.txt /", { layer: layerOf(3, 6), provenance: provenanceOf("0.3", "COPY", 3) }),
]);
const steps = [
  plannedStep("0.0", "FROM busybox", 0),
  plannedStep("0.1", "RUN dd of=/big", 1),
  plannedStep("0.2", "RUN rm /big", 2),
  plannedStep("0.3", "COPY notes.txt /", 3),
];
const maker = { id: "one", text: IMAGE_TEXT, steps };
const image = { stack, build: maker };

/** A build after it, which has the same IDs for other steps. */
const FAILED_TEXT = "FROM busybox\nWORKDIR /srv\nRUN echo x\nCOPY notes.txt /\nRUN false\n";
const failed = {
  id: "two",
  text: FAILED_TEXT,
  steps: [
    plannedStep("0.0", "FROM busybox", 0),
    plannedStep("0.1", "WORKDIR /srv", 1),
    plannedStep("0.2", "RUN echo x", 2),
    plannedStep("0.3", "COPY notes.txt /", 3),
    plannedStep("0.4", "RUN false", 4),
  ],
};

const rowsAt = (links: ReturnType<typeof joinedLinks>, line: number) => linkAtLine(links, line)?.rows;

describe("the links after a failed build, beside the previous image", () => {
  it("connect a line only to rows that were built from it", () => {
    const links = joinedLinks(failed, image, FAILED_TEXT);
    expect([0, 1, 2, 3, 4].map((line) => rowsAt(links, line))).toEqual([[0], [], [], [3], []]);
  });

  it("have the failed build's step and the image's row in one, if both come from the same lines", () => {
    const alike = {
      ...failed,
      text: `${IMAGE_TEXT}RUN false\n`,
      steps: [...steps, plannedStep("0.4", "RUN false", 4)],
    };
    const links = joinedLinks(alike, image, alike.text);
    expect(links.map(({ id, imageStep, rows }) => [id, imageStep, rows])).toEqual([
      ["0.0", "0.0", [0]],
      ["0.1", "0.1", [1]],
      ["0.2", "0.2", [2]],
      ["0.3", "0.3", [3]],
      ["0.4", undefined, []],
    ]);
  });

  it("give a row without such a step a link of its own, which is not a step of the log", () => {
    const links = joinedLinks(failed, image, FAILED_TEXT);
    const own = links.filter(({ id }) => id.startsWith("image:"));
    expect(own.map(({ rows, lines }) => [rows, lines])).toEqual([
      [[1], undefined],
      [[2], undefined],
    ]);
  });

  it("find the lines of the image again if the text is put back", () => {
    expect([1, 2, 3].map((line) => rowsAt(joinedLinks(failed, image, IMAGE_TEXT), line))).toEqual([[1], [2], [3]]);
  });

  it("connect no line to triggers of a base image, which may differ in another build", () => {
    const triggers = [
      plannedStep("0.0", "FROM base", 0),
      plannedStep("0.1", "RUN a", 0),
      plannedStep("0.2", "RUN b", 0),
    ];
    const onbuild = stackOf([
      stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 2) }),
      stackRow("RUN", "a", { provenance: { ...provenanceOf("0.1", "RUN", 0), range: linesAt(0) } }),
      stackRow("RUN", "b", { provenance: { ...provenanceOf("0.2", "RUN", 0), range: linesAt(0) } }),
    ]);
    const made = { id: "one", text: "FROM base\n", steps: triggers };
    const links = joinedLinks({ ...made, id: "two" }, { stack: onbuild, build: made }, "FROM base\n");
    expect(links.filter(({ id }) => !id.startsWith("image:")).map(({ rows }) => rows)).toEqual([[0], [], []]);
  });
});

describe("the links of an image", () => {
  it("have no lines if its source is unknown", () => {
    const links = joinedLinks(undefined, { stack }, IMAGE_TEXT);
    expect(links.every(({ lines }) => lines === undefined)).toBe(true);
    expect(joinedLinks(failed, { stack }, FAILED_TEXT).every(({ imageStep, lines }) => !imageStep || !lines)).toBe(
      true,
    );
  });

  it("come from its own build while the next has no steps yet", () => {
    expect(joinedLinks(undefined, image, IMAGE_TEXT).map(({ id, rows }) => [id, rows])).toEqual([
      ["0.0", [0]],
      ["0.1", [1]],
      ["0.2", [2]],
      ["0.3", [3]],
    ]);
  });

  it("have the lines of the text the server keeps, in a browser that did not start the build", () => {
    const links = joinedLinks(undefined, { stack, build: { ...maker, steps: [] } }, `# comment\n${IMAGE_TEXT}`);
    expect([0, 1, 2, 3, 4].map((line) => rowsAt(links, line))).toEqual([undefined, undefined, [1], [2], [3]]);
  });
});
