import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { processorTime } from "../../scripts/processorTime.ts";
import { parseDockerignore } from "./dockerignore.ts";

interface Cases {
  readonly paths: readonly string[];
  readonly cases: readonly { readonly ignore: string; readonly kept?: readonly string[]; readonly error?: string }[];
}

const { paths, cases }: Cases = JSON.parse(
  readFileSync(join(import.meta.dirname, "../testdata/ignore/cases.json"), "utf8"),
);

describe("a .dockerignore", () => {
  it.each(cases)("with $ignore keeps what BuildKit keeps", ({ ignore, kept, error }) => {
    const matcher = parseDockerignore(ignore);
    expect(matcher.mistakes[0]?.message).toBe(error);
    if (kept !== undefined) expect(paths.filter((path) => !matcher.ignores(path))).toEqual(kept);
  });

  it("reports the line of an invalid pattern and continues", () => {
    const matcher = parseDockerignore("# a\n\n[a\n*.log\n");
    expect(matcher.mistakes).toEqual([{ line: 2, message: "syntax error in pattern" }]);
    expect(matcher.ignores("a.log")).toBe(true);
  });

  it("never leaves out the context itself", () => {
    expect(parseDockerignore("*\n").ignores(".")).toBe(false);
  });

  it("does not take long for a pattern with many stars", () => {
    const patterns = `${"*a".repeat(50)}b\n${"**/a".repeat(50)}b\n`;
    const took = processorTime(() => parseDockerignore(patterns).ignores("a/".repeat(2000)));
    expect(took).toBeLessThan(1000);
  });
});
