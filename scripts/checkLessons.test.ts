import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkLessons } from "./checkLessons.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lessons-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const INDEX = '{ "title": "T", "details": { "steps": [ { "title": "One", "text": "step1.md" } ] } }';

it("prints every mistake of a lesson with its place, and ends with 1", () => {
  write({ "index.json": INDEX, "step1.md": "Run\n`ls`{{exceute}}\n", "checks.yaml": "steps:\n  9:\n    - goal: 1\n" });
  const { lines, exitCode } = checkLessons(folder, folder);
  expect(lines[0]).toBe("step1.md:2:1 error Unknown action {{exceute}}. Did you mean {{execute}}?");
  expect(lines.some((line) => /^checks\.yaml:\d+:\d+ error /.test(line))).toBe(true);
  expect(exitCode).toBe(1);
});

it("checks each lesson in a folder", () => {
  write({ "a/index.json": INDEX, "a/step1.md": "a", "b/index.json": INDEX, "b/step1.md": "[x](y)", "notes.txt": "" });
  expect(checkLessons(folder, folder)).toEqual({
    lines: [
      "b/step1.md:1:1 warning y is not an address on the web. Start it with https://.",
      "2 lessons, 0 errors, 1 warning.",
    ],
    exitCode: 0,
  });
});

it("names what a lesson asks for and can't have, which is no mistake", () => {
  write({ "index.json": INDEX, "step1.md": "`ls`{{execute HOST2}}" });
  expect(checkLessons(folder, path.dirname(folder))).toEqual({
    lines: [
      `${path.basename(folder)}: note: asks for a second host. There is one machine here. Commands for another host run in the same console.`,
      "1 lesson, 0 errors, 0 warnings.",
    ],
    exitCode: 0,
  });
});

it("says that a folder has no index.json, or is none", () => {
  write({ "step1.md": "a" });
  expect(checkLessons(folder, folder).lines[0]).toBe(
    "index.json:1:1 error This folder has no index.json. Add one with a title and the steps.",
  );
  expect(checkLessons(path.join(folder, "none"), folder)).toMatchObject({ exitCode: 2 });
});
