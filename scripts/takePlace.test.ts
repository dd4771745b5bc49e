import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takePlace } from "./takePlace.mjs";

const possible = existsSync("/usr/bin/flock");
if (!possible) process.stderr.write("SKIPPED: places for test engines need flock\n");

describe.skipIf(!possible)("a place", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-places-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The number and descriptor of a free place among two. */
  const take = () => takePlace(folder, 2) ?? { place: -1, descriptor: -1 };

  it("goes to one at a time, and is free again afterwards", () => {
    const [first, second] = [take(), take()];
    expect([first.place, second.place]).toEqual([0, 1]);
    expect(takePlace(folder, 2)).toBeUndefined();
    closeSync(first.descriptor);
    const third = take();
    expect(third.place).toBe(0);
    closeSync(second.descriptor);
    closeSync(third.descriptor);
  });

  it("is held by a process that was started with it, until that ends", async () => {
    const { descriptor } = take();
    const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore", descriptor] });
    closeSync(descriptor);
    const next = take();
    expect(next.place).toBe(1);
    closeSync(next.descriptor);
    child.kill("SIGKILL");
    await once(child, "exit");
    const again = take();
    expect(again.place).toBe(0);
    closeSync(again.descriptor);
  });
});
