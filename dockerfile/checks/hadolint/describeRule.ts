import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { createLineIndex } from "../../syntax/lineIndex.ts";
import { checkDockerfile } from "../checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "./hadolintConfig.ts";
import type { Rule } from "./rule.ts";

/** Texts without a FROM are put behind one. */
interface RuleCases {
  /** A `¦` stands before and behind what is underlined, where that is to be looked at. */
  readonly fires: readonly string[];
  readonly quiet: readonly string[];
  /** What the first fix makes of a text. */
  readonly fixes?: readonly (readonly [before: string, after: string])[];
  readonly config?: Partial<HadolintConfig>;
}

const HEAD = "FROM debian:12\n";

function whole(text: string): string {
  return /^\s*(#.*\n|ARG .*\n)*FROM /i.test(text) || text.startsWith("WORKDIR /before") ? text : HEAD + text;
}

/** What a rule finds in a text, under its own name or beside another. */
export function findWith(
  rule: Rule,
  text: string,
  bash: Bash,
  config: Partial<HadolintConfig> = {},
): readonly Diagnostic[] {
  const override = { ...DEFAULT_HADOLINT_CONFIG.override, info: rule.severity === "ignore" ? [rule.code] : [] };
  const hadolint = { ...DEFAULT_HADOLINT_CONFIG, override, ...rule.config, ...config };
  return checkDockerfile(text, { hadolint, bash }).filter(
    ({ code, alsoKnownAs = [] }) => code === rule.code || alsoKnownAs.includes(rule.code),
  );
}

export function applyFix(text: string, { edits }: Fix): string {
  const lines = createLineIndex(text);
  const places = edits.map(({ range, newText }) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  }));
  return places
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}

/** The tests that every rule has: where it fires and underlines, where it must not, and what its fixes do. */
export function describeRule(rule: Rule, loadBash: () => Promise<Bash>, cases: RuleCases): void {
  let bash: Bash;
  beforeAll(async () => {
    bash = await loadBash();
  });
  const find = (text: string): readonly Diagnostic[] => findWith(rule, text, bash, cases.config);

  describe(rule.code, () => {
    test.each(cases.fires)("fires: %s", (marked) => {
      const text = whole(marked.replaceAll("¦", ""));
      const found = find(text);
      expect(found).not.toEqual([]);
      if (!marked.includes("¦")) return;
      const lines = createLineIndex(text);
      const underlined = found.map(({ range }) => text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end)));
      expect(underlined).toContain(marked.split("¦")[1]);
    });
    test.each(cases.quiet)("is quiet: %s", (text) => {
      expect(find(whole(text))).toEqual([]);
    });
    test.each(cases.fixes ?? [])("mends: %s", (before, after) => {
      const text = whole(before);
      const fix = find(text).flatMap(({ fixes = [] }) => fixes)[0];
      expect(fix && applyFix(text, fix)).toBe(whole(after));
      expect(find(whole(after))).toEqual([]);
    });
  });
}
