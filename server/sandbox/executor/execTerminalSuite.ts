import { expect, it } from "vitest";
import { openContainer, type TestContainer } from "./containerFixture.ts";
import type { CommandSpec, RunResult, RunSpec } from "./executor.ts";
import type { SandboxFixture } from "./sandboxFixture.ts";
import type { SandboxUser } from "./sandboxUsers.ts";
import { showing, sitAt } from "./typist.ts";

const succeeded: RunResult = { kind: "exit", code: 0 };
const SIZE = { columns: 100, rows: 30 };

/** How any executor gives a terminal to a command that it starts beside another. */
export function execTerminalSuite(user: SandboxUser, sandbox: () => SandboxFixture): void {
  const open = (container: TestContainer, script: string | readonly string[], changes: Partial<CommandSpec> = {}) =>
    sitAt(container.start(script, { stdin: "pipe", terminal: SIZE, ...changes }));
  const inside = async (act: (container: TestContainer) => Promise<void>, changes: Partial<RunSpec> = {}) => {
    const container = await openContainer(sandbox(), ":", changes);
    await act(container);
    await container.end();
  };

  it("is one of the container's, with its size", async () => {
    await inside(async (container) => {
      const { outcome, shown } = await showing(open(container, "[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && stty size; tty"));
      expect(outcome).toEqual(succeeded);
      expect(shown).toBe("30 100\r\n/dev/pts/0\r\n");
    });
  });

  it("is there though something is mounted at /dev", async () => {
    await inside(
      async (container) => {
        expect((await showing(open(container, "[ -t 0 ] && echo yes"))).shown).toBe("yes\r\n");
      },
      { mounts: [{ type: "tmpfs", target: "/dev" }] },
    );
  });

  it("is another for each, also beside the one of the container's command", async () => {
    await inside(
      async (container) => {
        const first = open(container, "tty; read line");
        await first.sees("/dev/pts/1");
        expect((await showing(open(container, "tty"))).shown).toBe("/dev/pts/2\r\n");
        first.type("\n");
        await first.wait();
        container.stdin?.write("\u0004");
      },
      { terminal: SIZE },
    );
  });

  it("belongs to the user of the command", async () => {
    await inside(async (container) => {
      const changes = user.hasIds ? { uid: 1000, gid: 1000 } : {};
      expect((await showing(open(container, "echo again >$(tty)", changes))).shown).toBe("again\r\n");
    });
  });

  it("is resized, and its foreground process notices", async () => {
    await inside(async (container) => {
      const typist = open(container, "trap 'stty size' WINCH; stty size; while read line; do echo got $line; done");
      await typist.sees("30 100");
      typist.type("hello\n");
      await typist.sees("hello\r\ngot hello");
      typist.resize({ columns: 300, rows: 55 });
      await typist.sees("55 300");
      typist.type("\u0004");
      expect(await typist.wait()).toEqual(succeeded);
    });
  });

  it("has job control: Ctrl-C ends the foreground command, not the shell", async () => {
    await inside(async (container) => {
      const typist = open(container, ["/bin/sh"], { env: ["PATH=/bin", "PS1=ready> "] });
      await typist.sees("ready> ");
      typist.type("(echo be''gun; sleep 100)\n");
      await typist.sees("begun");
      typist.type("\u0003");
      await typist.sees("ready> ");
      typist.type("exit 7\n");
      expect(await typist.wait()).toEqual({ kind: "exit", code: 7 });
      expect(typist.shown()).not.toContain("job control turned off");
    });
  });

  it("ends at once with its command, though a process in the background has it open", async () => {
    await inside(async (container) => {
      const { outcome, shown } = await showing(open(container, "trap '' HUP; sleep 1000 & echo bye; exit 3"));
      expect([outcome, shown]).toEqual([{ kind: "exit", code: 3 }, "bye\r\n"]);
    });
  });
}
