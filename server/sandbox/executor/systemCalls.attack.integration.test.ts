import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";

const SOURCE = fileURLToPath(new URL("testdata/attacks.c", import.meta.url));
const SOCKET = "strata-test-abstract";
const ATTACK = /\b(?:TRY|CALL)\("([^"]+)"/g;
const CONTROL = "tracing its own child";
/** As the program prints them: it has the only list. */
const attacks = [...readFileSync(SOURCE, "utf8").matchAll(ATTACK)].map(([, name = ""]) => name);

function canCompile(): boolean {
  try {
    execFileSync("cc", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function runProgram(sandbox: SandboxFixture, id: number): Promise<Map<string, string>> {
  const program = join(sandbox.newDir("program"), "attacks");
  execFileSync("cc", ["-static", "-O1", "-w", SOURCE, "-o", program]);
  chmodSync(program, 0o755);
  const mounts = [{ type: "bind" as const, source: program, target: "/attacks", readOnly: true }];
  const run = await sandbox.run(["/attacks", SOCKET], { mounts, uid: id, gid: id });
  if (run.result.kind !== "exit" || run.result.code !== 0)
    throw new Error(`${JSON.stringify(run.result)} ${run.stderr}`);
  const lines = run.stdout.trim().split("\n");
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)]));
}

/** One run tries all of them, and each is reported separately. `id` is the command's user in the sandbox. */
function describeAttacks(user: SandboxUser, id: number): void {
  let listener: Server;
  let verdicts: Map<string, string>;
  beforeAll(async () => {
    const sandbox = await openSandboxFixture(user);
    listener = createServer().listen(`\0${SOCKET}`);
    try {
      verdicts = await runProgram(sandbox, id);
    } finally {
      await sandbox.close();
    }
    // Otherwise the program itself failed, and all would seem to be refused.
    expect(verdicts.get(CONTROL)).toBe("allowed");
    expect([...verdicts.keys()].filter((name) => name !== CONTROL && !attacks.includes(name))).toEqual([]);
  });
  afterAll(() => {
    listener.close();
  });

  it.for(attacks)("%s is refused", (name, { skip }) => {
    const verdict = verdicts.get(name);
    if (verdict === undefined) skip(`${process.arch} has no such call`);
    expect(verdict).toMatch(/^refused\t[A-Z0-9]+$/);
  });
}

const { users, missing } = sandboxUsers();
for (const user of canCompile() ? users : []) {
  describe(`attacks by system calls, as ${user.name}`, () => {
    describe("from root inside", () => describeAttacks(user, 0));
    if (user.hasIds) describe("from an ordinary user inside", () => describeAttacks(user, 1000));
  });
}
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!canCompile()) it.skip("NOT TESTED HERE: single system calls, because there is no C compiler");
