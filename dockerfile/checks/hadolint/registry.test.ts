import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { createLineIndex } from "../../syntax/lineIndex.ts";
import { checkDockerfile } from "../checkDockerfile.ts";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig } from "./hadolintConfig.ts";
import { hadolintRules } from "./registry.ts";
import type { Rule } from "./rule.ts";
import { RULE_CODES } from "./ruleCode.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

const namesOf = ({ code, alsoKnownAs = [] }: Diagnostic): readonly string[] => [code, ...alsoKnownAs];

function configOf({ code, severity, config }: Rule): HadolintConfig {
  const override = { ...DEFAULT_HADOLINT_CONFIG.override, info: severity === "ignore" ? [code] : [] };
  return { ...DEFAULT_HADOLINT_CONFIG, override, ...config };
}

function found(rule: Rule, text: string): readonly Diagnostic[] {
  const all = checkDockerfile(text, { hadolint: configOf(rule), bash });
  return all.filter((diagnostic) => namesOf(diagnostic).includes(rule.code));
}

function apply(text: string, { edits }: Fix): string {
  const lines = createLineIndex(text);
  return edits
    .toSorted((a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start))
    .reduce(
      (now, { range, newText }) =>
        now.slice(0, lines.offsetAt(range.start)) + newText + now.slice(lines.offsetAt(range.end)),
      text,
    );
}

test("there are 71 rules, each under its own code", () => {
  expect(RULE_CODES).toHaveLength(71);
  for (const code of RULE_CODES) expect(hadolintRules[code].code).toBe(code);
});

test("at least 30 rules have a fix for their own bad example", () => {
  const fixable = Object.values(hadolintRules).filter((rule) =>
    found(rule, rule.bad).some(({ fixes = [] }) => fixes.length > 0),
  );
  expect(fixable.length).toBeGreaterThanOrEqual(30);
});

describe.each(Object.values(hadolintRules))("$code", (rule) => {
  test("finds its bad example, not its good one", () => {
    expect(found(rule, rule.bad)).not.toEqual([]);
    expect(found(rule, rule.good)).toEqual([]);
  });

  test("says in two sentences why it matters", () => {
    expect(rule.why.match(/[.:?](\s|$)/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(rule.title).not.toMatch(/\.$/);
  });

  test("each of its fixes removes what it found", () => {
    const before = found(rule, rule.bad);
    for (const { fixes = [] } of before) {
      for (const fix of fixes) expect(found(rule, apply(rule.bad, fix)).length).toBeLessThan(before.length);
    }
  });
});
