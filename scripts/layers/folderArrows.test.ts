import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { importsOf, isTest } from "./layerRules.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const SOURCES = "{contract,dockerfile,server,src}/**/*.{ts,tsx}";

/** `from>to` for each folder that imports from another one. What tests import says nothing about the floors. */
function folderImports(): ReadonlySet<string> {
  const files = globSync(SOURCES, { cwd: ROOT, exclude: ["**/testdata/**"] });
  const arrows = files.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    if (isTest(file, text)) return [];
    const folder = path.dirname(file);
    return importsOf(text)
      .filter((name) => /^[.#]/.test(name))
      .map((name) => path.dirname(name.startsWith("#") ? name.slice(1) : path.join(folder, name)))
      .filter((to) => to !== folder)
      .map((to) => `${folder}>${to}`);
  });
  return new Set(arrows);
}

it("has arrows between folders that go one way", () => {
  const arrows = folderImports();
  const pairs = [...arrows].flatMap((arrow) => {
    const [from = "", to = ""] = arrow.split(">");
    return from < to && arrows.has(`${to}>${from}`) ? [`${from} <-> ${to}`] : [];
  });
  expect(arrows.size).toBeGreaterThan(100);
  expect(pairs).toEqual([]);
});
