import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { parseConfig } from "../../server/config.ts";
import { NODE_FLAGS } from "../../server/nodeFlags.ts";

const DEPLOY = path.resolve(import.meta.dirname, "../../deploy/systemd");
const unit = readFileSync(path.join(DEPLOY, "strata.service"), "utf8");

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
if (!hasSystemd) process.stderr.write("!!! systemd-analyze is missing: strata.service is not verified.\n");

test.skipIf(!hasSystemd)("systemd accepts the unit", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "strata-unit-"));
  const file = path.join(folder, "strata.service");
  // It is verified with what is installed here.
  writeFileSync(file, unit.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("the unit starts Node with the flags that npm start gives it", () => {
  const [, flags] = /^ExecStart=\S+ (.*) \S+main\.ts$/m.exec(unit) ?? [];
  expect(flags?.split(" ")).toEqual([...NODE_FLAGS]);
});

test("the unit has none of the settings that break the sandbox", () => {
  const settings = unit.split("\n").filter((line) => /^[A-Z]/.test(line));
  const broken =
    /^(?:RestrictNamespaces|PrivateUsers|NoNewPrivileges|SystemCallFilter|ProtectProc|CapabilityBoundingSet)=/;
  expect(settings.filter((line) => broken.test(line))).toEqual([]);
});

test("the example of options is valid", () => {
  const lines = readFileSync(path.join(DEPLOY, "strata.env"), "utf8")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const word = path.join(mkdtempSync(path.join(tmpdir(), "strata-word-")), "word");
  writeFileSync(word, "open\n");
  const config = parseConfig({ ...env, STRATA_TEACHER_WORD_FILE: word });
  rmSync(path.dirname(word), { recursive: true });
  expect(config).toMatchObject({ rooms: true, separate: true, teacherWord: "open" });
});
