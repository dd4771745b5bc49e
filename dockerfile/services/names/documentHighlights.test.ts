import { expect, test } from "vitest";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { documentHighlights, highlightKinds } from "./documentHighlights.ts";

test("every place of a name is highlighted, those that give it as writes", () => {
  const text = "ARG V=1\nFROM a:$V AS one\nARG V\nRUN echo $V\nFROM one\n";
  const dockerfile = parseDockerfile(text);
  const lines = (line: number, character: number) =>
    documentHighlights(dockerfile, { line, character }).map(({ range, kind }) => [range.start.line, kind]);
  const { read, write } = highlightKinds;
  expect(lines(3, 11)).toEqual([
    [0, write],
    [1, read],
    [2, write],
    [3, read],
  ]);
  expect(lines(4, 6)).toEqual([
    [1, write],
    [4, read],
  ]);
  expect(lines(3, 1)).toEqual([]);
});
