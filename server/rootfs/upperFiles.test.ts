import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UpperFiles } from "./upperFiles.ts";

let dir: string;
let files: UpperFiles;

beforeEach(() => {
  dir = fs.mkdtempSync("/tmp/strata-upper-");
  fs.mkdirSync(join(dir, "root/a/b"), { recursive: true });
  for (const path of ["a/one", "a/two", "a/b/three", "four"]) fs.writeFileSync(join(dir, "root", path), path);
  fs.writeFileSync(join(dir, "outside"), "secret");
  files = new UpperFiles(join(dir, "root"));
});

afterEach(() => {
  files.close();
  fs.rmSync(dir, { recursive: true });
});

function read(path: string): string {
  const fd = files.open(path);
  try {
    return fs.readFileSync(fd, "utf8");
  } finally {
    fs.closeSync(fd);
  }
}

const openDescriptors = () => fs.readdirSync("/proc/self/fd").length;

test("reads files in any order, and leaves nothing open", () => {
  const before = openDescriptors();
  const paths = ["a/one", "a/two", "a/b/three", "four", "a/b/three", "a/one"];
  const other = new UpperFiles(join(dir, "root"));
  for (const path of paths) fs.closeSync(other.open(path));
  other.close();
  expect(paths.map(read)).toEqual(paths);
  expect(openDescriptors() - before).toBeLessThanOrEqual(1);
});

describe("what a command puts in the place of a file or folder while it is read", () => {
  test("a symbolic link in the file's place is not followed", () => {
    fs.symlinkSync("../outside", join(dir, "root/link"));
    expect(() => read("link")).toThrow(/ELOOP/);
  });

  test("a symbolic link in the place of a folder on the way is not followed", () => {
    fs.symlinkSync("..", join(dir, "root/up"));
    expect(() => read("up/outside")).toThrow(/ENOTDIR|ELOOP/);
  });

  test("a pipe does not block", () => {
    execFileSync("sh", ["-c", `mkfifo ${join(dir, "root/pipe")}`]);
    expect(() => read("pipe")).toThrow("not a regular file");
  });

  test("a failure on the way leaves nothing open", () => {
    const before = openDescriptors();
    expect(() => read("a/none/x")).toThrow(/ENOENT/);
    expect(read("a/one")).toBe("a/one");
    expect(openDescriptors() - before).toBeLessThanOrEqual(1);
  });
});
