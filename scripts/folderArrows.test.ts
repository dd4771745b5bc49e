import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");
const SOURCES = "{contract,dockerfile,server,src}/**/*.{ts,tsx}";
/** What tests import says nothing about the floors. */
const OF_TESTS = /\.test\.tsx?$|(?:Fixture|Suite)\.tsx?$/;

/** Folders that are one thing in two: a way out of here is always welcome. */
const KNOWN = [
  "dockerfile/checks <-> dockerfile/checks/hadolint",
  "dockerfile/checks <-> dockerfile/checks/shellcheck",
  "server <-> server/http",
  "src <-> src/layouts",
];

/** `from>to` for each folder that imports from another one. */
function folderImports(): ReadonlySet<string> {
  const files = globSync(SOURCES, { cwd: ROOT }).filter((file) => !OF_TESTS.test(file) && !file.includes("testdata"));
  const arrows = files.flatMap((file) => {
    const folder = path.dirname(file);
    const imports = readFileSync(path.join(ROOT, file), "utf8").matchAll(/(?:from|import\() ?"([.#][^"]+)"/g);
    return Array.from(imports, ([, name = ""]) => name)
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
  expect(pairs.toSorted()).toEqual(KNOWN);
});
