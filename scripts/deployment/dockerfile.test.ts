import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { NODE_FLAGS } from "../../server/nodeFlags.ts";
import { isShipped } from "../pack/shippedFiles.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const dockerfile = readFileSync(path.join(ROOT, "Dockerfile"), "utf8");

test("the image starts Node with the flags that npm start gives it", () => {
  const [, options] = /NODE_OPTIONS="([^"]*)"/.exec(dockerfile) ?? [];
  expect(options?.split(" ")).toEqual([...NODE_FLAGS]);
});

test("the image has no tests, types, or documents of its packages, but their licenses", () => {
  const has = (file: string) => isShipped(file, new Set());
  for (const file of ["a/index.js", "@s/a/lib/x.mjs", "a/LICENSE.md", "zod/v4/core.js", "a/lib/docs/x.js"])
    expect(has(`node_modules/${file}`), file).toBe(true);
  for (const file of ["a/test/x.js", "@s/a/docs/x.html", "a/README.md", "a/x.ts", "a/x.d.mts", "zod/src/x.js"])
    expect(has(`node_modules/${file}`), file).toBe(false);
});
