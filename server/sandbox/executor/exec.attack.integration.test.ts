import { createHash } from "node:crypto";
import { chmodSync, chownSync, copyFileSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandSpec, openContainer, outcome } from "./containerFixture.ts";
import type { Executor } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { openSandboxFixture, type SandboxFixture } from "./sandboxFixture.ts";
import { type Launch, sandboxHelperPath } from "./sandboxHelper.ts";
import { type SandboxUser, sandboxUsers } from "./sandboxUsers.ts";
import { hasCompiler, programMount } from "./testProgram.ts";

const TRIES = 12;

/** A copy of the helper that belongs to the sandbox's owner, as it does if that has installed Strata, and an executor with it. */
function ownHelper(user: SandboxUser, dir: string): { executor: Executor; fingerprint(): string } {
  const original = sandboxHelperPath() ?? "";
  const copy = join(dir, "helper");
  copyFileSync(original, copy);
  if (user.uid !== undefined) chownSync(copy, user.uid, user.gid ?? user.uid);
  chmodSync(copy, 0o755);
  const swap = (word: string) => (word === original ? copy : word);
  const launch: Launch = (program, args) => {
    const how = user.launch(program, args);
    return { command: swap(how.command), args: how.args.map(swap) };
  };
  const fingerprint = () => {
    const { mode, ctimeMs } = statSync(copy);
    return `${mode} ${ctimeMs} ${createHash("sha256").update(readFileSync(copy)).digest("hex")}`;
  };
  return { executor: createLinuxExecutor({ launch }), fingerprint };
}

function attack(user: SandboxUser): void {
  let sandbox: SandboxFixture;
  beforeAll(async () => {
    sandbox = await openSandboxFixture(user);
  });
  afterAll(() => sandbox.close());

  /** Starts a watcher in the container that reports what it could do to others, and execs that it can try it on. */
  async function watched(watcher: string, exec: string | readonly string[]): Promise<string> {
    const container = await openContainer(sandbox, `(${watcher}) >>/seen 2>/dev/null &`);
    for (let count = 0; count < TRIES; count++) await container.run(exec);
    const { stdout } = await container.run(["/bin/busybox", "cat", "/seen"]);
    await container.end();
    return stdout;
  }

  /** For each new process, at once and again and again. */
  const onEach = (act: string) => `while :; do for p in /proc/[0-9]*; do ${act}; done; done`;
  const notOwn = 'case "$(readlink $p/exe)" in /bin/busybox|"") ;; *)';

  it("the program that enters a container can't be opened through its /proc/PID/exe", async () => {
    expect(await watched(onEach(`${notOwn} readlink $p/exe; head -c 4 $p/exe ;; esac`), "true")).toBe("");
  });

  it("the descriptors that it brings along can't be opened", async () => {
    const act =
      'for f in $p/fd/*; do case "$(readlink $f)" in *ns:*|/memfd*|*specification*|socket*|anon*) echo $f $(readlink $f);; esac; done';
    expect(await watched(onEach(act), "true")).toBe("");
  });

  it("its folder and root can't be used to leave the container", async () => {
    const act = `${notOwn} ls $p/root/work $p/cwd/work; ls -d $p/root/proc $p/cwd/. ;; esac`;
    expect(await watched(onEach(act), "true")).toBe("");
  });

  it.runIf(hasCompiler)(
    "an exec of /proc/self/exe, and so of our helper, can't write to its file or change it",
    { timeout: 30_000 },
    async () => {
      const { executor, fingerprint } = ownHelper(user, sandbox.newDir("helper"));
      const before = fingerprint();
      const mounts = [programMount(sandbox, "overwrite")];
      const script = "printf '#!/proc/self/exe\\n' >/trap; chmod +x /trap";
      const container = await openContainer(sandbox.with(executor), script, { mounts });
      const attacker = container.run("/overwrite");
      // It waits for its specification, so that it can be attacked; and what a script names.
      const waiting = container.start(["/proc/self/exe", "exec"], { stdin: "pipe" });
      const victims = [outcome(waiting), container.run(["/trap"])];
      const { stdout } = await attacker;
      waiting.stdin?.end();
      await Promise.all(victims);
      await container.end();
      expect(stdout).toContain("found");
      expect(stdout).not.toContain("written");
      expect(fingerprint()).toBe(before);
    },
  );

  it.runIf(hasCompiler)(
    "a RUN of /proc/self/exe can't write to the helper's file or change it",
    { timeout: 30_000 },
    async () => {
      const { executor, fingerprint } = ownHelper(user, sandbox.newDir("helper"));
      const before = fingerprint();
      const mounts = [programMount(sandbox, "overwrite")];
      const run = sandbox.with(executor).start(["/proc/self/exe", "exec"], { mounts, stdin: "pipe", container: true });
      const attacker = await outcome(run.exec(commandSpec("/overwrite"), AbortSignal.timeout(20_000)));
      run.stdin?.end();
      await outcome(run);
      expect(attacker.stdout).toContain("found");
      expect(attacker.stdout).not.toContain("written");
      expect(fingerprint()).toBe(before);
    },
  );

  it.runIf(hasCompiler)(
    "the process that enters can't be traced, and its memory not read, before it is the command",
    async () => {
      const container = await openContainer(sandbox, "/tracer >/seen &", { mounts: [programMount(sandbox, "tracer")] });
      for (let count = 0; count < TRIES * 2; count++) await container.run("true");
      const { stdout } = await container.run(
        "kill -TERM 2; for i in $(seq 100); do [ -s /seen ] && break; sleep 0.1; done; cat /seen",
      );
      await container.end();
      // The tracer is quick enough to find some; those it could open were already the command.
      expect(stdout).toMatch(/^seen \d+\n/);
      expect(stdout).not.toContain("opened");
    },
  );

  it("the processes that keep an exec are not visible inside", async () => {
    const container = await openContainer(sandbox);
    const { stdout } = await container.run("ls -d /proc/[0-9]* | wc -l; cat /proc/*/cmdline | tr '\\0' ' '");
    await container.end();
    expect(Number(stdout.split("\n")[0])).toBeLessThanOrEqual(5);
    expect(stdout).not.toMatch(/strata-sandbox|node/);
  });

  it("an exec sees no environment of the server or the helper", async () => {
    process.env.STRATA_TEST_SECRET = "the-execs-secret-77";
    const container = await openContainer(sandbox);
    const { stdout } = await container.run("cat /proc/*/environ | tr '\\0' '\\n'; env");
    await container.end();
    delete process.env.STRATA_TEST_SECRET;
    expect(stdout).not.toContain("the-execs-secret-77");
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`attacks on what enters a container, as ${user.name}`, () => attack(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
if (!hasCompiler) it.skip("NOT TESTED HERE: attacks that need a compiler");
