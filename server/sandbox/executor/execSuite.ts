import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { type CommandOutcome, commandSpec, openContainer, outcome, type TestContainer } from "./containerFixture.ts";
import type { RunResult } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };
const stopped: RunResult = { kind: "not-started", code: 126, message: "cannot exec in a stopped container" };

/** How any executor starts another command in a container. */
export function execSuite(user: SandboxUser, sandbox: () => SandboxFixture): void {
  const inside = async <T>(act: (container: TestContainer) => Promise<T>, script?: string): Promise<T> => {
    const container = await openContainer(sandbox(), script);
    try {
      return await act(container);
    } finally {
      await container.end();
    }
  };

  it("reports output, apart, and the exit code", async () => {
    const found = await inside((container) => container.run("echo out; echo err >&2; exit 7"));
    expect(found).toEqual({ result: { kind: "exit", code: 7 }, stdout: "out\n", stderr: "err\n" });
  });

  it("is in the container's namespaces, and sees its processes and files", async () => {
    const script = `for name in user mnt pid ipc uts net cgroup; do
      [ "$(readlink /proc/1/ns/$name)" = "$(readlink /proc/self/ns/$name)" ] || echo $name differs
    done; cat /made; tr '\\0' ' ' </proc/1/cmdline; hostname; [ "$(cat /proc/1/cgroup)" = "$(cat /proc/self/cgroup)" ]`;
    const { result, stdout } = await inside((container) => container.run(script), "echo first >/made");
    expect(stdout).toBe("first\ncat buildkitsandbox\n");
    expect(result).toEqual(succeeded);
  });

  it("has the rights of the container's command, and no more", async () => {
    const rights = (pid: string) =>
      `grep -E 'Cap|NoNew|Seccomp|Groups' /proc/${pid}/status; cat /proc/${pid}/limits /proc/${pid}/oom_score_adj`;
    const { own, first } = await inside(async (container) => ({
      own: (await container.run(rights("self"))).stdout,
      first: (await container.run(rights("1"))).stdout,
    }));
    expect(own).toContain("CapEff:\t00000000a80425fb");
    expect(own).toBe(first);
  });

  it("has three descriptors, and nobody traces it", async () => {
    const { stdout } = await inside((container) => container.run("ls /proc/self/fd; grep TracerPid /proc/self/status"));
    // The last one is the listing's own.
    expect(stdout.split(/\s+/)).toEqual(["0", "1", "2", "3", "TracerPid:", "0", ""]);
  });

  it("gets exactly its arguments and environment, and HOME from the container's passwd", async () => {
    const changes = { env: ["A=b c", "E="] };
    const [env, printed] = await inside(async (container) => [
      await container.run(["/bin/busybox", "env"], changes),
      await container.run(["/bin/busybox", "printf", "[%s]", "a b", "", "ü"]),
    ]);
    expect(env?.stdout).toBe("A=b c\nE=\nHOME=/root\n");
    expect(printed?.stdout).toBe("[a b][][ü]");
  });

  it("is the user that it asks for, whoever the container's command is", async () => {
    const script = "id -u; id -g; grep CapEff /proc/self/status; touch /f && ls -n /f | cut -c12-30";
    const outcomes = await inside(async (container) => [
      await container.run(script, { uid: 1000, gid: 1001, groups: [20] }),
      await container.run(script, { uid: 1234, gid: 5 }),
      await container.run(script),
    ]);
    expect(outcomes.map(({ stdout }) => stdout.split("\n").slice(0, 3))).toEqual([
      ["1000", "1001", "CapEff:\t0000000000000000"],
      ["1234", "5", "CapEff:\t0000000000000000"],
      ["0", "0", "CapEff:\t00000000a80425fb"],
    ]);
  });

  it("is root in the container of an ordinary user, if it asks for it", async () => {
    const container = await openContainer(sandbox(), ":", { uid: 1000, gid: 1000 });
    const { stdout } = await container.run("id -u; grep CapEff /proc/self/status; touch /root/made && echo made");
    const again = await container.run("id -u", { uid: 1000, gid: 1000 });
    await container.end();
    expect(stdout).toBe("0\nCapEff:\t00000000a80425fb\nmade\n");
    expect(again.stdout).toBe("1000\n");
  });

  it("starts in its folder, which must exist", async () => {
    const [found, missing, file] = await inside(async (container) => [
      await container.run("pwd", { cwd: "/usr/bin" }),
      await container.run("pwd", { cwd: "/none" }),
      await container.run("pwd", { cwd: "/etc/passwd" }),
    ]);
    expect(found?.stdout).toBe("/usr/bin\n");
    const message = (path: string, why: string) => `chdir to cwd ("${path}") set in config.json failed: ${why}`;
    const none = message("/none", "no such file or directory");
    expect(missing?.result).toEqual({ kind: "not-started", code: 127, message: none });
    const passwd = message("/etc/passwd", "not a directory");
    expect(file?.result).toEqual({ kind: "not-started", code: 127, message: passwd });
  });

  it.each([
    [["nope"], 127, 'exec: "nope": executable file not found in $PATH'],
    [[""], 127, 'exec: "": executable file not found in $PATH'],
    [["/bin/nope"], 127, 'exec: "/bin/nope": stat /bin/nope: no such file or directory'],
    [["/etc/passwd"], 126, 'exec: "/etc/passwd": permission denied'],
    [["/bin"], 126, 'exec: "/bin": is a directory: permission denied'],
    [["/garbage"], 255, "exec /garbage: exec format error"],
  ])("%j is refused in runc's words, with Docker's code", async (argv, code, message) => {
    const script = "printf 'x\\001' >/garbage; chmod +x /garbage";
    const { result } = await inside(async (container) => {
      await container.run(script);
      return await container.run(argv);
    });
    expect(result).toEqual({ kind: "not-started", code, message });
  });

  it("reads its stdin to the end, and has none without one", async () => {
    const [piped, none] = await inside(async (container) => {
      const reading = container.start("cat; echo end", { stdin: "pipe" });
      reading.stdin?.end("x".repeat(1_000_000));
      return [await outcome(reading), await container.run("cat; echo end")];
    });
    expect(piped).toEqual({ result: succeeded, stdout: `${"x".repeat(1_000_000)}end\n`, stderr: "" });
    expect(none?.stdout).toBe("end\n");
  });

  it("delivers all of a large output to a slow reader", async () => {
    const length = await inside(async (container) => {
      const { output, wait } = container.start("head -c 3000000 /dev/zero");
      output.stderr.resume();
      let read = 0;
      for await (const chunk of output.stdout) {
        read += (chunk as Buffer).length;
        await new Promise(setImmediate);
      }
      await wait();
      return read;
    });
    expect(length).toBe(3_000_000);
  });

  it("gets the signals it is sent, and is ended by one that it does not handle", async () => {
    const ends = await inside(async (container) => {
      const trapping = container.start("trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done");
      const plain = container.start("echo ready; exec sleep 1000");
      for (const { output, signal } of [trapping, plain]) output.stdout.once("data", () => signal("SIGTERM"));
      return await Promise.all([outcome(trapping), outcome(plain)]);
    });
    expect(ends.map(({ result }) => result)).toEqual([
      { kind: "exit", code: 3 },
      { kind: "exit", code: 143, signal: "SIGTERM" },
    ]);
  });

  it("runs beside nine others", async () => {
    const outcomes = await inside((container) =>
      Promise.all(Array.from({ length: 10 }, (_, index) => container.run(`sleep 0.2; echo ${index}`))),
    );
    expect(outcomes.map(({ stdout }) => stdout.trim())).toEqual([..."0123456789"]);
  });

  it("ends though a process in the background has its output, and that process goes on", async () => {
    const [ended, after] = await inside(
      async (container): Promise<CommandOutcome[]> => [
        await container.run("sleep 1000 & echo bye; exit 3"),
        await container.run("ps -o args | grep -c '^[s]leep 1000'"),
      ],
    );
    expect(ended).toEqual({ result: { kind: "exit", code: 3 }, stdout: "bye\n", stderr: "" });
    expect(after?.stdout).toBe("1\n");
  });

  it("is killed when the container ends", async () => {
    const container = await openContainer(sandbox());
    const beside = container.start("echo up; exec sleep 1000");
    beside.output.stdout.once("data", () => container.stdin?.end());
    expect((await outcome(beside)).result).toEqual({ kind: "exit", code: 137, signal: "SIGKILL" });
    expect(await container.wait()).toEqual(succeeded);
  });

  it("is killed when it is canceled", async () => {
    const controller = new AbortController();
    await inside(async (container) => {
      const beside = container.start("trap '' TERM; echo up; while :; do sleep 1; done", {}, controller.signal);
      beside.output.stdout.once("data", () => controller.abort());
      expect((await outcome(beside)).result).toEqual({ kind: "canceled" });
      const commands = async () => (await container.processes()).map(({ command }) => command).join("\n");
      await expect.poll(commands).not.toContain("trap");
    });
  });

  it("tells when it runs", async () => {
    const started = Promise.withResolvers<void>();
    const printed = await inside(async (container) => {
      const beside = container.start("read line; echo $line", { stdin: "pipe", onStart: () => started.resolve() });
      await started.promise;
      beside.stdin?.end("typed\n");
      return await outcome(beside);
    });
    expect(printed.stdout).toBe("typed\n");
  });

  it("is refused after the container has ended, and in what is none", async () => {
    const container = await openContainer(sandbox());
    await container.end();
    expect((await container.run("true")).result).toEqual(stopped);
    const step = sandbox().start("sleep 0.1");
    const refused = await outcome(step.exec(commandSpec("true"), AbortSignal.timeout(20_000)));
    expect(refused.result).toEqual(stopped);
    await outcome(step);
  });

  it("waits for a container that is being started", async () => {
    const run = sandbox().start("cat", { container: true, stdin: "pipe" });
    const beside = await outcome(run.exec(commandSpec("echo beside"), AbortSignal.timeout(20_000)));
    run.stdin?.end();
    await Promise.all([run.wait(), text(run.output.stdout), text(run.output.stderr)]);
    expect(beside.stdout).toBe("beside\n");
  });

  it("shares the container's limits", { retry: 2 }, async () => {
    const limits = { memoryBytes: 100e6, processes: 60, seconds: 60 };
    const container = await openContainer(sandbox(), ":", { limits });
    const beside = await container.run("dd if=/dev/zero bs=300M count=1 | sleep 20; echo survived");
    expect(await container.wait()).toEqual({ kind: "limit", limit: "memory" });
    expect(beside).toMatchObject({ result: { kind: "exit", code: 137, signal: "SIGKILL" }, stdout: "" });
  });

  it.runIf(user.hasIds)("makes devices as the container's command does: files that stand for them", async () => {
    let told = 0;
    const container = await openContainer(sandbox(), ":", { onDevice: () => told++ });
    const { stdout } = await container.run("mknod /d c 1 3 && ls -l /d | cut -c1");
    await container.end();
    expect([stdout, told]).toEqual(["-\n", 1]);
  });
}
