import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import type { RunResult } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };

/** How any executor passes stdin and signals on to a running command. */
export function startedSuite(user: SandboxUser, sandbox: () => SandboxFixture): void {
  it("reads its stdin to the end", async () => {
    const { stdin, output, wait } = sandbox().start("cat; echo end", { stdin: "pipe" });
    const printed = text(output.stdout);
    output.stderr.resume();
    stdin?.write("one\n");
    stdin?.end("x".repeat(1_000_000));
    expect(await wait()).toEqual(succeeded);
    expect(await printed).toBe(`one\n${"x".repeat(1_000_000)}end\n`);
  });

  it("answers line by line", async () => {
    const { stdin, output, wait } = sandbox().start("while read line; do echo got $line; done", { stdin: "pipe" });
    const answers = createInterface({ input: output.stdout })[Symbol.asyncIterator]();
    output.stderr.resume();
    for (const word of ["one", "two"]) {
      stdin?.write(`${word}\n`);
      expect((await answers.next()).value).toBe(`got ${word}`);
    }
    stdin?.end();
    expect(await wait()).toEqual(succeeded);
  });

  it("tells when its command runs, before that has printed anything", async () => {
    const started = Promise.withResolvers<void>();
    const { stdin, output, wait } = sandbox().start("read line; echo $line", {
      stdin: "pipe",
      onStart: () => started.resolve(),
    });
    const printed = text(output.stdout);
    output.stderr.resume();
    await started.promise;
    stdin?.end("typed\n");
    expect(await wait()).toEqual(succeeded);
    expect(await printed).toBe("typed\n");
  });

  it("does not tell of a command that can't be executed", async () => {
    let told = false;
    const onStart = () => {
      told = true;
    };
    const { output, wait } = sandbox().start(["/bin/none"], { onStart });
    output.stdout.resume();
    output.stderr.resume();
    expect(await wait()).toMatchObject({ kind: "not-started" });
    expect(told).toBe(false);
  });

  it("may exit before it has read its stdin", async () => {
    const { stdin, output, wait } = sandbox().start("head -c 3", { stdin: "pipe" });
    const printed = text(output.stdout);
    output.stderr.resume();
    for (let count = 0; count < 100; count += 1) stdin?.write("y".repeat(100_000));
    expect(await wait()).toEqual(succeeded);
    expect(await printed).toBe("yyy");
  });

  it("can reopen its stdin, as its user", async () => {
    const changes = user.hasIds ? { uid: 1000, gid: 1000 } : {};
    const { stdin, output, wait } = sandbox().start("cat </dev/stdin", { stdin: "pipe", ...changes });
    const printed = text(output.stdout);
    output.stderr.resume();
    stdin?.end("again");
    expect(await wait()).toEqual(succeeded);
    expect(await printed).toBe("again");
  });

  it("handles the signals it is sent", async () => {
    const script = "trap 'echo hup' HUP; trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done";
    const { output, signal, wait } = sandbox().start(script);
    const lines = createInterface({ input: output.stdout })[Symbol.asyncIterator]();
    output.stderr.resume();
    expect((await lines.next()).value).toBe("ready");
    signal("SIGHUP");
    expect((await lines.next()).value).toBe("hup");
    signal("SIGTERM");
    expect(await wait()).toEqual({ kind: "exit", code: 3 });
  });

  it("ignores, as process 1, a signal without a handler, and is killed by SIGKILL", async () => {
    const { output, signal, wait } = sandbox().start("echo ready; exec cat", { stdin: "pipe" });
    const lines = createInterface({ input: output.stdout })[Symbol.asyncIterator]();
    output.stderr.resume();
    expect((await lines.next()).value).toBe("ready");
    signal("SIGTERM");
    signal("SIGKILL");
    expect(await wait()).toEqual({ kind: "exit", code: 137, signal: "SIGKILL" });
  });
}
