import { expect, it } from "vitest";
import type { RunResult, RunSpec } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";
import { showing, sitAt } from "./typist.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };
const SIZE = { columns: 100, rows: 30 };

/** How any executor gives a command a terminal. */
export function terminalSuite(user: SandboxUser, sandbox: () => SandboxFixture): void {
  const open = (script: string | readonly string[], changes: Partial<RunSpec> = {}) =>
    sitAt(sandbox().start(script, { stdin: "pipe", terminal: SIZE, ...changes }));

  it("is all three streams and the console, with its size", async () => {
    const { outcome, shown } = await showing(
      open("[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && stty size && tty; ls -l /dev/console"),
    );
    expect(outcome).toEqual(succeeded);
    expect(shown).toMatch(/^30 100\r\n\/dev\/pts\/0\r\ncrw--w---- .*\/dev\/console\r\n$/);
  });

  it("shows stdout and stderr in order", async () => {
    const { shown } = await showing(open("echo one; echo two >&2; echo three"));
    expect(shown).toBe("one\r\ntwo\r\nthree\r\n");
  });

  it("belongs to the user of the command, who can reopen it", async () => {
    const changes = user.hasIds ? { uid: 1000, gid: 1000 } : {};
    const { shown } = await showing(open("echo again >/dev/tty; echo more >$(tty)", changes));
    expect(shown).toBe("again\r\nmore\r\n");
  });

  it("echoes what is typed, and its user sees the new size when it is resized", async () => {
    const typist = open("trap 'stty size' WINCH; stty size; while read line; do echo got $line; done");
    await typist.sees("30 100");
    typist.type("hello\n");
    await typist.sees("hello\r\ngot hello");
    typist.resize({ columns: 300, rows: 55 });
    await typist.sees("55 300");
    typist.type("\u0004");
    expect(await typist.wait()).toEqual(succeeded);
  });

  it("has job control: Ctrl-C ends the foreground command, not the shell, and Ctrl-Z stops it", async () => {
    const typist = open(["/bin/sh"], { env: ["PATH=/bin", "PS1=ready> "] });
    await typist.sees("ready> ");
    typist.type("(echo be''gun; sleep 100)\n");
    await typist.sees("begun");
    typist.type("\u0003");
    await typist.sees("ready> ");
    typist.type("(echo be''gun; cat)\n");
    await typist.sees("begun");
    typist.type("echoed\n");
    await typist.sees("echoed\r\nechoed\r\n");
    typist.type("\u001a");
    await typist.sees("Stopped");
    await typist.sees("ready> ");
    typist.type("fg\n");
    await typist.sees("cat)");
    typist.type("more\n");
    await typist.sees("more\r\nmore\r\n");
    typist.type("\u0004");
    await typist.sees("ready> ");
    typist.type("exit 7\n");
    expect(await typist.wait()).toEqual({ kind: "exit", code: 7 });
    expect(typist.shown()).not.toContain("job control turned off");
  });

  it("shows output without input, and a slow reader loses none of it", async () => {
    const run = sandbox().start("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done", { terminal: SIZE });
    expect(run.stdin).toBeUndefined();
    run.output.stderr.resume();
    const chunks: Buffer[] = [];
    for await (const chunk of run.output.stdout) {
      chunks.push(chunk as Buffer);
      await new Promise(setImmediate);
    }
    expect(await run.wait()).toEqual(succeeded);
    const lines = Buffer.concat(chunks).toString().split("\r\n");
    expect(lines.length).toBe(20_001);
    expect(lines.at(19_999)).toBe("line 19999");
  });

  it("ends with its command, even while a background process still has it open", async () => {
    const { outcome, shown } = await showing(open("sleep 1000 & echo bye; exit 3"));
    expect(outcome).toEqual({ kind: "exit", code: 3 });
    expect(shown).toBe("bye\r\n");
  });
}
