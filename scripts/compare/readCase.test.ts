import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCases } from "./readCase.ts";

const ROOT = fileURLToPath(new URL("../../testdata/conformance", import.meta.url));

test("every topic of the cases is in the index, and none that has no case", () => {
  const rows = readFileSync(join(ROOT, "README.md"), "utf8").match(/^\| `[^|]+/gm) ?? [];
  const listed = rows.flatMap((row) => [...row.matchAll(/`([\w-]+)`/g)].map(([, topic]) => topic));
  const topics = new Set(readCases(ROOT, []).map(({ name }) => name.split("/")[0]));
  expect(listed.sort()).toEqual([...topics].sort());
});

test("a case is known by its topic and name, and has a Dockerfile or says why it has none", () => {
  const cases = readCases(ROOT, []);
  expect(cases.length).toBeGreaterThanOrEqual(334);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  for (const { name, dir, options } of cases) {
    expect(existsSync(join(dir, "Dockerfile")), name).toBe(true);
    if (name.includes("/fails-")) expect(options.fails, name).toBe(true);
  }
});

test("cases are chosen by a part of their topic or name", () => {
  const names = readCases(ROOT, ["onbuild/"]).map(({ name }) => name);
  expect(names).toContain("onbuild/onbuild-chain");
  expect(names.every((name) => name.startsWith("onbuild/"))).toBe(true);
});
