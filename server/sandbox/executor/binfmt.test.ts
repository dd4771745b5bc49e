import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emulatedArchitectures, handlerRuns } from "./binfmt.ts";

/** As Debian's qemu-user registers it. */
const arm64 = `enabled
interpreter /usr/libexec/qemu-binfmt/aarch64-binfmt-P
flags: POCF
offset 0
magic 7f454c460201010000000000000000000200b700
mask ffffffffffffff00fffffffffffffffffeffffff
`;

test("recognizes the architecture of a handler", () => {
  expect(handlerRuns(arm64, "arm64")).toBe(true);
  expect(["amd64", "arm", "riscv64", "s390x", "nosuch"].filter((name) => handlerRuns(arm64, name))).toEqual([]);
});

test("requires a handler that is enabled and holds its interpreter open", () => {
  expect(handlerRuns(arm64.replace("enabled", "disabled"), "arm64")).toBe(false);
  expect(handlerRuns(arm64.replace("POCF", "POC"), "arm64")).toBe(false);
});

test("ignores handlers of file names or other formats", () => {
  expect(handlerRuns("enabled\ninterpreter /x\nflags: F\nextension .py\n", "arm64")).toBe(false);
  expect(handlerRuns("enabled\ninterpreter /x\nflags: F\noffset 0\nmagic cafebabe\n", "arm64")).toBe(false);
});

test("lists the architectures of all handlers of the machine", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "strata-binfmt-")), "binfmt_misc");
  mkdirSync(folder);
  writeFileSync(join(folder, "register"), "");
  writeFileSync(join(folder, "status"), "enabled\n");
  writeFileSync(join(folder, "qemu-aarch64"), arm64);
  expect(emulatedArchitectures(folder)).toEqual(["arm64"]);
  rmSync(join(folder, ".."), { recursive: true });
  expect(emulatedArchitectures(folder)).toEqual([]);
});
