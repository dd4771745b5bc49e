import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runHelper } from "./sandboxHelper.ts";

test("an error in its input ends the helper, and is the one that is reported", async () => {
  const dir = mkdtempSync(join(tmpdir(), "strata-helper-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const tar = join(dir, "tar");
  writeFileSync(tar, "");
  function* input(): Generator<Uint8Array> {
    yield Buffer.alloc(1);
    throw new RangeError("out of range");
  }
  await expect(runHelper(["unpack", tar, dir], input(), () => undefined)).rejects.toThrow("out of range");
});
