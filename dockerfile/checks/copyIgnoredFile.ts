import { goQuote } from "../go/goFormat.ts";
import { cleanPath } from "../ignore/cleanPath.ts";
import type { Matcher } from "../ignore/dockerignore.ts";
import type { Check } from "./context/check.ts";

const EVERYTHING: ReadonlySet<string> = new Set(["*", "**", "**/*"]);

export const copyIgnoredFile: Check = {
  name: "CopyIgnoredFile",
  title: "Attempting to Copy file that is excluded by .dockerignore",
  why: "Files excluded by .dockerignore never reach the builder. The copy fails, or copies less than it says.",
  page: "copy-ignored-file",
  experimental: true,
  find: ({ visits, ignore }) => {
    // Where `!` lets something in again, only the files themselves would tell.
    if (ignore === undefined || ignore.hasExclusions) return [];
    return visits.flatMap(({ instruction, pieces }) => {
      if (instruction.name !== "COPY" && instruction.name !== "ADD") return [];
      if (instruction.name === "COPY" && instruction.from !== undefined) return [];
      return instruction.sources.flatMap((source) => {
        if (source.kind !== "path") return [];
        const word = source.path;
        const value = pieces.find(({ piece }) => piece.kind === "word" && piece.word === word)?.expansion.value ?? "";
        if (/^(?:https?:\/\/|git@)/.test(value) || !isIgnored(ignore, value)) return [];
        const verb = instruction.name === "ADD" ? "Add" : "Copy";
        return [
          {
            message: `Attempting to ${verb} file ${goQuote(cleanPath(value))} that is excluded by .dockerignore`,
            range: word.range,
            at: instruction.range,
            next: "Remove the pattern from .dockerignore, or don't copy the file.",
          },
        ];
      });
    });
  },
};

function isIgnored(ignore: Matcher, source: string): boolean {
  const path = cleanPath(source);
  if (path === "." || path === "/") return ignore.patterns.some(({ text }) => EVERYTHING.has(text));
  return ignore.ignores(path.replace(/^\//, ""));
}
