import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { bashFiles } from "#server/checks/bashFromModules.ts";
import { loadBash } from "../../shell/loadBash.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { applyFix } from "../applyFix.ts";
import { hadolintRules } from "./registry.ts";
import type { Rule } from "./rule.ts";
import { RULE_CODES } from "./ruleCode.ts";
import { findWith } from "./ruleFixture.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await loadBash(await bashFiles(), Infinity);
});

const found = (rule: Rule, text: string): readonly Diagnostic[] => findWith(rule, text, bash);

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
      for (const fix of fixes) expect(found(rule, applyFix(rule.bad, fix)).length).toBeLessThan(before.length);
    }
  });
});
