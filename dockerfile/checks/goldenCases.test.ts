import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RULE_CODES } from "./hadolint/ruleCode.ts";
import { buildChecks } from "./registry.ts";

const TESTDATA = join(import.meta.dirname, "../testdata");

/** The golden folders of checks; golden.test.ts looks whether each fires or is silent as its name says. */
const GROUPS = {
  checks: buildChecks.map(({ name }) => name),
  hadolint: RULE_CODES,
} as const;

describe.each(Object.entries(GROUPS))("the golden folders of %s", (group, checks) => {
  test("are about checks that there are", () => {
    expect(readdirSync(join(TESTDATA, group)).filter((name) => !checks.some((check) => check === name))).toEqual([]);
  });

  test.each(checks)("have cases in which %s fires, and cases in which it must not", (check) => {
    const names = readdirSync(join(TESTDATA, group, check));
    expect(names.filter((name) => name.startsWith("fires-"))).not.toEqual([]);
    expect(names.filter((name) => name.startsWith("silent-"))).not.toEqual([]);
    expect(names.filter((name) => !/^(?:fires|silent)-/.test(name))).toEqual([]);
  });
});
