import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openContainer } from "./containerFixture.ts";
import type { RunSpec } from "./executor.ts";
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

/** A RUN, the command of a container, or one beside it. */
const WAYS = ["a RUN", "a container", "an exec"] as const;
type Way = (typeof WAYS)[number];
/** As with Docker: a container's own files may be written, and an exec sees the container's other processes. */
const OWN_FILES = ["writing /etc/hosts", "writing /etc/resolv.conf"];
const OWN_PROCESSES = ["reading another process's memory", "seeing another process", "reading the memory of process 2"];
const ALLOWED: Readonly<Record<Way, readonly string[]>> = {
  "a RUN": [],
  "a container": OWN_FILES,
  "an exec": [...OWN_FILES, ...OWN_PROCESSES],
};

async function runProgram(sandbox: SandboxFixture, id: number, way: Way): Promise<Map<string, string>> {
  const program = join(sandbox.newDir("program"), "attacks");
  execFileSync("cc", ["-static", "-O1", "-w", SOURCE, "-o", program]);
  chmodSync(program, 0o755);
  const mounts = [{ type: "bind" as const, source: program, target: "/attacks", readOnly: true }];
  const user = { uid: id, gid: id };
  const run = await (way === "an exec"
    ? runBeside(sandbox, mounts, user)
    : sandbox.run(["/attacks", SOCKET], { mounts, ...user, ...(way === "a container" && { container: true }) }));
  if (run.result.kind !== "exit" || run.result.code !== 0)
    throw new Error(`${JSON.stringify(run.result)} ${run.stderr}`);
  const lines = run.stdout.trim().split("\n");
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)]));
}

async function runBeside(sandbox: SandboxFixture, mounts: RunSpec["mounts"], user: Pick<RunSpec, "uid" | "gid">) {
  const container = await openContainer(sandbox, ":", { mounts });
  const outcome = await container.run(["/attacks", SOCKET], user);
  await container.end();
  return outcome;
}

/** One run tries all of them, and each is reported separately. `id` is the command's user in the sandbox. */
function describeAttacks(user: SandboxUser, id: number, way: Way): void {
  let listener: Server;
  let verdicts: Map<string, string>;
  beforeAll(async () => {
    const sandbox = await openSandboxFixture(user);
    listener = createServer().listen(`\0${SOCKET}`);
    try {
      verdicts = await runProgram(sandbox, id, way);
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

  it.for(attacks.filter((name) => !ALLOWED[way].includes(name)))("%s is refused", (name, { skip }) => {
    const verdict = verdicts.get(name);
    if (verdict === undefined) skip(`${process.arch} has no such call`);
    expect(verdict).toMatch(/^refused\t[A-Z0-9]+$/);
  });
}

const { users, missing } = sandboxUsers();
for (const user of canCompile() ? users : []) {
  describe.each(WAYS)(`attacks by system calls from %s, as ${user.name}`, (way) => {
    describe("from root inside", () => describeAttacks(user, 0, way));
    if (user.hasIds) describe("from an ordinary user inside", () => describeAttacks(user, 1000, way));
  });
}
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!canCompile()) it.skip("NOT TESTED HERE: single system calls, because there is no C compiler");
