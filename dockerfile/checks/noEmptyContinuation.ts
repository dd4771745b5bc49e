import type { Check } from "./context/check.ts";

export const noEmptyContinuation: Check = {
  name: "NoEmptyContinuation",
  title: "Empty continuation lines will become errors in a future release",
  why: "An empty line inside a continued instruction looks like its end. A future version of Docker will reject it.",
  page: "no-empty-continuation",
  find: ({ dockerfile }) =>
    dockerfile.syntax.statements.flatMap((statement) => {
      const [line] = statement.emptyLines;
      if (line === undefined) return [];
      const edits = statement.emptyLines.map((empty) => ({
        range: { start: { line: empty, character: 0 }, end: { line: empty + 1, character: 0 } },
        newText: "",
      }));
      return [
        {
          message: "Empty continuation line",
          range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
          at: statement.range,
          next: "Remove the empty line, or make it a comment.",
          fixes: [{ title: "Remove the empty lines", edits }],
        },
      ];
    }),
};
