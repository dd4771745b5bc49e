import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { boundCaches } from "./boundCaches.ts";

it("removes the caches that were written longest ago until the others fit", async () => {
  const root = mkdtempSync(join(tmpdir(), "strata-caches-"));
  for (const [index, name] of ["old", "older", "new"].entries()) {
    mkdirSync(join(root, name, "blobs"), { recursive: true });
    const file = join(root, name, "blobs", "x");
    writeFileSync(file, Buffer.alloc(1000));
    utimesSync(file, 0, [200, 100, 300][index] ?? 0);
  }
  await boundCaches(root, 3000);
  expect(readdirSync(root)).toHaveLength(3);
  await boundCaches(root, 2500);
  expect(readdirSync(root)).toEqual(["new", "old"]);
  await boundCaches(join(root, "nosuch"), 1);
  rmSync(root, { recursive: true });
});
