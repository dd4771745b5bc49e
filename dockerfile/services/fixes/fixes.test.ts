import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import { bashFiles } from "#server/checks/bashFromModules.ts";
import { checkParsed } from "../../checks/checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG } from "../../checks/hadolint/hadolintConfig.ts";
import { hadolintRules } from "../../checks/hadolint/registry.ts";
import { type Dockerfile, parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { loadBash } from "../../shell/loadBash.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { fixAll } from "./fixAll.ts";
import { TextPieces } from "./textPieces.ts";

/** Every rule on, with a schema that has each kind of label. */
const hadolint = {
  ...DEFAULT_HADOLINT_CONFIG,
  override: { error: [], warning: [], info: ["DL1001", "DL3057"], style: [] },
  trustedRegistries: ["docker.io"],
  labelSchema: { a: "text", b: "url", c: "rfc3339", d: "semver", e: "hash", f: "spdx", g: "email" },
  strictLabels: true,
} as const;

let bash: Bash;
beforeAll(async () => {
  bash = await loadBash(await bashFiles(), Infinity);
});

const check = (dockerfile: Dockerfile): readonly Diagnostic[] => checkParsed(dockerfile, { hadolint, bash });

function edited(text: string, edits: Fix["edits"]): string {
  const pieces = new TextPieces(text);
  pieces.edit(edits);
  return pieces.text;
}

/** Mistakes of one code may say different things. */
const count = (found: readonly Diagnostic[], { code, source, message }: Diagnostic): number =>
  found.filter((each) => each.code === code && (source !== "dockerfile" || each.message === message)).length;
const errorsOf = (found: readonly Diagnostic[]): readonly string[] =>
  found.filter(({ severity }) => severity === "error").map(({ code }) => code);

/** Texts of the statements that no edit touches. */
function untouched({ syntax }: Dockerfile, edits: Fix["edits"]): readonly string[] {
  const spans = edits.map(
    ({ range }) => [syntax.lines.offsetAt(range.start), syntax.lines.offsetAt(range.end)] as const,
  );
  return (
    syntax.statements
      // An edit at the end of a line break belongs to the text after it, if there is any.
      .filter(({ start, end }) => spans.every(([from, to]) => to < start || (end <= from && from < syntax.text.length)))
      .map(({ start, end }) => syntax.text.slice(start, end).trim())
  );
}

function isSubsequence(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const each of all) if (each === some[at]) at++;
  return at === some.length;
}

/** What is wrong with a fix; undefined if nothing is. */
function faultOf(
  dockerfile: Dockerfile,
  before: readonly Diagnostic[],
  finding: Diagnostic,
  fix: Fix,
): string | undefined {
  const after = parseDockerfile(edited(dockerfile.text, fix.edits));
  const found = check(after);
  const mended = after.syntax.statements.find(({ range }) => holds(range, finding));
  // A statement that could not be read is read now, with what is wrong in it and the heredoc that it opens.
  const isNew = (each: Diagnostic): boolean =>
    finding.source === "dockerfile" && mended !== undefined && holds(mended.range, each);
  const errors = errorsOf(found.filter((each) => !isNew(each)));
  if (count(found, finding) >= count(before, finding)) return "leaves the finding";
  if (errors.length > errorsOf(before).length) return `adds an error: ${errors.join(", ")}`;
  if (finding.source === "dockerfile" && (mended?.heredocs.length ?? 0) > 0) return undefined;
  const statements = after.syntax.statements.map(({ start, end }) => after.text.slice(start, end).trim());
  return isSubsequence(untouched(dockerfile, fix.edits), statements) ? undefined : "changes another statement";
}

function holds(statement: Range, { range }: Diagnostic): boolean {
  return statement.start.line <= range.start.line && range.start.line <= statement.end.line;
}

function faultsIn(text: string): readonly string[] {
  const dockerfile = parseDockerfile(text);
  const before = check(dockerfile);
  return before.flatMap((found) =>
    (found.fixes ?? []).flatMap((fix) => {
      const fault = faultOf(dockerfile, before, found, fix);
      return fault === undefined ? [] : [`${found.code} "${fix.title}" ${fault} in ${JSON.stringify(text)}`];
    }),
  );
}

/** Hundreds of texts are checked some times each. */
const PATIENCE = 60_000;

const root = join(import.meta.dirname, "../../..");
const samples = [
  ...globSync("dockerfile/testdata/**/Dockerfile", { cwd: root }),
  ...globSync("testdata/**/Dockerfile", { cwd: root }),
].map((path) => readFileSync(join(root, path), "utf8"));
const examples = Object.values(hadolintRules).flatMap(({ bad, good }) => [bad, good]);

const lines = [...samples, ...examples].flatMap((text) => text.split(/(?<=\n)/)).filter((line) => line.length < 200);
const generated = fc
  .array(fc.constantFrom(...lines), { maxLength: 15 })
  .map((parts) => `FROM debian:12\n${parts.map((part) => (part.endsWith("\n") ? part : `${part}\n`)).join("")}`);

describe("a fix removes its finding, adds no error, and changes no other statement", { timeout: PATIENCE }, () => {
  it("in every sample and example", () => {
    const all = [...samples, ...examples];
    expect(all.length).toBeGreaterThan(500);
    expect(all.flatMap(faultsIn)).toEqual([]);
  });

  it("in texts put together of their lines", () => {
    fc.assert(
      fc.property(generated, (text) => {
        expect(faultsIn(text)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

function allFixed(text: string, code?: string): string {
  const dockerfile = parseDockerfile(text);
  const diagnostics = check(dockerfile);
  const { edits } = fixAll({ dockerfile, diagnostics, check, ...(code === undefined ? {} : { code }) });
  return edited(text, [...edits]);
}

describe("fixing all", { timeout: PATIENCE }, () => {
  it("leaves nothing that it could fix, and no more errors, in every sample", () => {
    for (const text of [...samples, ...examples]) {
      const once = allFixed(text);
      expect(allFixed(once)).toBe(once);
      const [before, after] = [text, once].map((each) => errorsOf(check(parseDockerfile(each))).length);
      expect(after).toBeLessThanOrEqual(before ?? 0);
    }
  });

  it("does so in texts put together of their lines", () => {
    fc.assert(
      fc.property(generated, (text) => {
        const once = allFixed(text);
        expect(allFixed(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });
});
