import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lockFile } from "./lockFile.ts";

const dir = mkdtempSync(join(tmpdir(), "strata-lock-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const never = new AbortController().signal;

describe("a lock", () => {
  it("has one holder at a time", async () => {
    const path = join(dir, "one");
    const order: string[] = [];
    const release = await lockFile(path, never);
    const second = lockFile(path, never).then((done) => {
      order.push("second");
      return done();
    });
    order.push("first");
    await release();
    await second;
    expect(order).toEqual(["first", "second"]);
  });

  it("is taken over from a process that died", async () => {
    const path = join(dir, "dead");
    symlinkSync("999999999", path);
    await (await lockFile(path, never))();
  });

  it("is not waited for after an abort", async () => {
    const path = join(dir, "waiting");
    const release = await lockFile(path, never);
    await expect(lockFile(path, AbortSignal.timeout(20))).rejects.toThrow();
    await release();
  });
});
