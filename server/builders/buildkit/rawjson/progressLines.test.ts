import { expect, it } from "vitest";
import { ProgressLines } from "./progressLines.ts";
import type { SolveStatus } from "./solveStatus.ts";
import { readWarning } from "./warningEvent.ts";

it("reads JSON lines however they are cut, and keeps the words between them", () => {
  const bytes = Buffer.from('{"vertexes":[{"digest":"a","name":"größe"}]}\nERROR: no\n{broken\n{"logs":null}');
  for (let size = 1; size < bytes.length; size += 1) {
    const found: SolveStatus[] = [];
    const lines = new ProgressLines((status) => found.push(status));
    for (let at = 0; at < bytes.length; at += size) lines.write(bytes.subarray(at, at + size));
    lines.end();
    expect(found.map(({ vertexes }) => vertexes?.[0]?.name)).toEqual(["größe", undefined]);
    expect(lines.words).toBe("ERROR: no\n{broken\n");
  }
});

it("keeps no line and no words without an end", () => {
  const lines = new ProgressLines(() => undefined);
  for (let index = 0; index < 600; index += 1) lines.write(Buffer.alloc(100_000, "x"));
  lines.write(Buffer.from(`\n${"word\n".repeat(100_000)}`));
  lines.end();
  expect(lines.words.length).toBeLessThan(70_000);
});

it("reads a warning with its check, its address, and its place", () => {
  const short = Buffer.from("MaintainerDeprecated: Use a label instead (line 2)").toString("base64");
  const range = [{ start: { line: 2, character: 0 }, end: { line: 2, character: 4 } }];
  expect(readWarning({ vertex: "a", short, url: "https://docs.docker.com/x", range })).toEqual({
    code: "MaintainerDeprecated",
    message: "Use a label instead",
    url: "https://docs.docker.com/x",
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
  });
  expect(readWarning({ vertex: "a", short: "" })).toBeUndefined();
});
