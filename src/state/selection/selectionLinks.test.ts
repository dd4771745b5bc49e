import { describe, expect, it } from "vitest";
import { layerOf, linesAt, plannedStep, provenanceOf, stackOf, stackRow } from "../build/buildFixture.ts";
import { linkAtLine, linksOf } from "./selectionLinks.ts";
import { lineShift, noLines, sameLines } from "./selectionShift.ts";

const steps = [
  plannedStep("from", "FROM debian", 0),
  plannedStep("run", "RUN apt-get update && …", 1, { range: linesAt(1, 3) }),
  plannedStep("env", "ENV A=1", 4),
];
const stack = stackOf([
  stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70) }),
  stackRow("CMD", "bash", { base: true }),
  stackRow("RUN", "apt-get", { layer: layerOf(1, 60), provenance: provenanceOf("run", "RUN", 1) }),
  stackRow("ENV", "A=1", { provenance: provenanceOf("env", "ENV", 4) }),
]);

describe("links", () => {
  it("connect a line to its step and to its row of the stack", () => {
    const links = linksOf(steps, stack, sameLines);
    expect(links.find(({ id }) => id === "run")).toMatchObject({ lines: { start: 1, end: 3 }, rows: [2] });
    expect(links.find(({ id }) => id === "env")).toMatchObject({ lines: { start: 4, end: 4 }, rows: [3] });
  });

  it("connect all rows of the base image to its FROM", () => {
    expect(linksOf(steps, stack, sameLines).find(({ id }) => id === "from")?.rows).toEqual([0, 1]);
  });

  it("connect them to the FROM of the stage that became the image, if there are several", () => {
    const several = [plannedStep("from0", "FROM golang AS build", 0), plannedStep("run0", "RUN go build", 1), ...steps];
    const moved = several.map((step, at) => ({ ...step, range: linesAt(at * 2) }));
    const rows = stack.rows.map((row) =>
      row.provenance ? { ...row, provenance: { ...row.provenance, range: linesAt(6) } } : row,
    );
    const links = linksOf(moved, { ...stack, rows }, sameLines);
    expect(links.find(({ id }) => id === "from")?.rows).toEqual([0, 1]);
    expect(links.find(({ id }) => id === "from0")?.rows).toEqual([]);
  });

  it("come from the image alone if the build was deleted", () => {
    expect(linksOf([], stack, sameLines).map(({ id }) => id)).toEqual(["run", "env"]);
  });

  it("are found by any of their lines", () => {
    const links = linksOf(steps, stack, sameLines);
    expect(linkAtLine(links, 2)?.id).toBe("run");
    expect(linkAtLine(links, 9)).toBeUndefined();
  });
});

describe("lines edited since the build", () => {
  const built = "FROM a\nRUN b\nENV c\n";
  const at = (line: number) => ({ start: line, end: line });

  it("stay if nothing changed above", () => {
    expect(lineShift(built, "FROM a\nRUN b\nENV other\n")(at(1))).toEqual(at(1));
  });

  it("move by the lines inserted above them", () => {
    const shift = lineShift(built, "FROM a\n# new\n# new\nRUN b\nENV c\n");
    expect(shift(at(0))).toEqual(at(0));
    expect(shift(at(1))).toEqual(at(3));
    expect(shift(at(2))).toEqual(at(4));
  });

  it("lose their link when they are edited: what was built is another text", () => {
    const shift = lineShift(built, "FROM a\nRUN bb\nENV c\n");
    expect([0, 1, 2].map((line) => shift(at(line)))).toEqual([at(0), undefined, at(2)]);
  });

  it("keep their link between two lines that are edited", () => {
    const shift = lineShift(built, "FROM aa\nRUN b\nENV cc\n");
    expect([0, 1, 2].map((line) => shift(at(line)))).toEqual([undefined, at(1), undefined]);
  });

  it("have none in another text of as many lines", () => {
    const shift = lineShift(built, "FROM x\nCOPY y /\nCMD z\n");
    expect([0, 1, 2].map((line) => shift(at(line)))).toEqual([undefined, undefined, undefined]);
  });

  it("lose their link when they are deleted", () => {
    const shift = lineShift(built, "FROM a\nENV c\n");
    expect(shift(at(1))).toBeUndefined();
    expect(shift(at(2))).toEqual(at(1));
  });

  it("are unknown if the built text is, however similar", () => {
    expect(lineShift(undefined, built)).toBe(noLines);
    expect(lineShift(built, undefined)(at(0))).toBeUndefined();
  });
});

it("a long range between two edits has no place: comparing it on every keystroke would be too slow", () => {
  const lines = Array.from({ length: 3000 }, (_, line) => `RUN echo ${line}`);
  const edited = lines.with(10, "RUN edited").with(2990, "RUN edited");
  const shift = lineShift(lines.join("\n"), edited.join("\n"));
  expect([9, 10, 1500, 2990, 2995].map((line) => shift({ start: line, end: line })?.start)).toEqual([
    9,
    undefined,
    undefined,
    undefined,
    2995,
  ]);
});
