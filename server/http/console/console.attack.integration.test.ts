import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { routes } from "#contract/routes.ts";
import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import { handshake } from "../base/handshakeFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { createWorkspace, openTestConsole, type TestConsole, workspaceContent } from "./consoleFixture.ts";

const MINE = "m".repeat(43);
const THEIRS = "t".repeat(43);
const ownerOf = (token: string) => createHash("sha256").update(token).digest("base64url");

let test: TestApp;
let port: number;
const opened: TestConsole[] = [];

beforeAll(async () => {
  test = await createTestApp({ separate: true });
  port = Number(new URL(await test.app.listen({ host: "127.0.0.1", port: 0 })).port);
});
afterEach(() => {
  for (const { connection } of opened.splice(0)) connection.session.close("exit");
});
afterAll(() => test.close());

function opening(workspace: string, headers: Record<string, string>): Promise<"open" | number> {
  return handshake(`ws://127.0.0.1:${port}${routes.console()}?workspace=${workspace}`, headers);
}

function open(texts: Record<string, string> = {}): TestConsole {
  const owner = ownerOf(MINE);
  const console = openTestConsole(test.services.consoles, { owner, workspace: createWorkspace(test, texts, owner) });
  opened.push(console);
  return console;
}

/** The longest time in milliseconds for which nothing else got a turn while `work` ran. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let [longest, last, isOver] = [0, performance.now(), false];
  const tick = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await work();
  isOver = true;
  return longest;
}

describe("opening a console", () => {
  let workspace: string;
  beforeEach(() => {
    workspace = createWorkspace(test, {}, ownerOf(MINE));
  });
  const cookie = `strata=${MINE}`;

  it("a page of another origin can't open a console with the person's cookie", async () => {
    expect(await opening(workspace, { cookie, origin: "http://evil.example" })).toBe(403);
    expect(await opening(workspace, { cookie, origin: `http://127.0.0.1:${port + 1}` })).toBe(403);
    expect(await opening(workspace, { cookie, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await opening(workspace, { cookie, origin: `http://127.0.0.1:${port}` })).toBe("open");
  });

  it("a name that an attacker points at this address can't open a console", async () => {
    expect(await opening(workspace, { cookie, host: "evil.example" })).toBe(403);
    expect(await opening(workspace, { cookie, host: "evil.example", origin: "http://evil.example" })).toBe(403);
  });

  it("another owner's workspace is not found, nor is a session in it", async () => {
    expect(await opening(workspace, { cookie: `strata=${THEIRS}` })).toBe(404);
    expect(await opening(workspace, {})).toBe(404);
    expect(await opening("..%2f..%2fx", { cookie })).toBe(400);
    const mine = open();
    const theirs = openTestConsole(test.services.consoles, {
      owner: ownerOf(THEIRS),
      workspace: mine.connection.session.workspace,
      session: mine.connection.session.id,
    });
    opened.push(theirs);
    expect(theirs.connection.session).not.toBe(mine.connection.session);
    await theirs.run("true");
    expect((await theirs.run("ls; cat Dockerfile; echo x > y")).output).toMatch(
      /^(?:Workspace \S+ not found\.\n.*\n){3}$/,
    );
  });

  it("one owner's consoles are limited, and another owner's still open", async () => {
    const owner = ownerOf(THEIRS);
    const place = { owner, workspace: createWorkspace(test, {}, owner) };
    for (let count = 0; count < 16; count++) opened.push(openTestConsole(test.services.consoles, place));
    expect(() => openTestConsole(test.services.consoles, place)).toThrow(/16 consoles are already open/);
    expect((await open().run("echo fine")).output).toBe("fine\n");
    // One that nobody looks at gives way.
    opened[3]?.connection.leave();
    opened.push(openTestConsole(test.services.consoles, place));
  });

  it("messages that are too large or no messages of a console close it", async () => {
    for (const message of [
      Buffer.alloc(300 * 1024),
      "{",
      '{"type":"execute"}',
      '{"type":"resize","columns":1e9,"rows":1}',
    ]) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${routes.console()}?workspace=${workspace}`, {
        headers: { cookie },
      });
      const closed = new Promise<number>((resolve) => socket.on("close", resolve));
      socket.on("error", () => {});
      socket.on("open", () => socket.send(message));
      expect([1008, 1009]).toContain(await closed);
    }
  });
});

describe("typing into a console", () => {
  it("Ctrl-Z, in any spelling, does not stop the server's process", async () => {
    const console = open();
    await console.until("prompt");
    for (const keys of ["\x1a", "\x1b\x1a", "\x1b[122;5u", "\x1b[27;5;122~"]) await console.type(keys);
    await console.type("\x03");
    expect((await console.run("echo alive")).output).toBe("alive\n");
  });

  it("every control character and escape sequence leaves a console that works", async () => {
    const console = open();
    await console.until("prompt");
    for (let code = 0; code < 32; code++) {
      await console.type(String.fromCharCode(code));
      for (const end of ["A", "~", "u"]) await console.type(`\x1b[${code}${end}`);
    }
    await console.type("\x03");
    expect((await console.run("echo works")).output).toBe("works\n");
  });

  it("a line without an end stays short and takes nobody else's turn", async () => {
    const console = open();
    await console.until("prompt");
    const longest = await longestTurn(async () => {
      for (let count = 0; count < 50; count++) await console.type(`${"x".repeat(1000)}\x01`);
    });
    expect(longest).toBeLessThan(250);
    await console.type("\x03");
    expect((await console.run("echo short")).output).toBe("short\n");
  });

  it("a heredoc that never ends is cut off", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("cat <<EOF > big\n");
    const line = `${"y".repeat(900)}\n`;
    const longest = await longestTurn(async () => {
      for (let count = 0; count < 150; count++) await console.type(line);
      await console.until(/The command has no end\./);
    });
    expect(longest).toBeLessThan(250);
  });

  it("keys that nobody waits for are bounded", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("sleep 600\r");
    await console.until("run");
    for (let count = 0; count < 100; count++) await console.type("z".repeat(1000));
    await console.type("\x03");
    await console.until("done");
    expect((await console.run("echo $?")).output).toBe("130\n");
  });
});

describe("running commands in a console", () => {
  it.each([
    ["thousands of pipes", `echo x ${"| cat ".repeat(5000)}`, /A pipeline has at most 32 commands\./],
    ["patterns that multiply", `echo ${"*/../".repeat(60)}*`, /Argument list too long/],
    ["a variable that doubles itself", `A=${"x".repeat(100)}; ${"A=$A$A$A$A; ".repeat(12)}`, /Argument list too long/],
    ["a word made of variables", `A=${"x".repeat(50_000)}; echo ${"$A".repeat(40)} | wc -c`, /Argument list too long/],
    [
      "thousands of variables",
      Array.from({ length: 600 }, (_, index) => `V${index}=1`).join(" "),
      /Argument list too long/,
    ],
    ["a pattern of grep that explodes", `echo ${"a".repeat(30_000)} | grep -E '(a*)*(a*)*(a|aa)+$b'`, /^$/],
    ["a pattern of grep that grows", "echo a | grep -E '((a{99}){99}){99}'", /Regular expression too big/],
    ["folders below folders", `mkdir -p ${"a/".repeat(400)}`, /File name too long/],
    [
      "thousands of files",
      `touch ${Array.from({ length: 2500 }, (_, index) => index).join(" ")}`,
      /at most 2000 files/,
    ],
    ["a file over the workspace's share", `A=${"x".repeat(20_000)}; echo $A$A$A$A$A$A > big`, /bytes of text/],
    ["quotes that nest", `echo ${"'\"".repeat(20_000)}`, /^[^$]{0,41000}$/],
  ])("%s: the command ends, and nobody else waits", async (_, text, expected) => {
    const console = open({ "a/x": "", "b/x": "", "c/x": "" });
    await console.until("prompt");
    let output = "";
    const longest = await longestTurn(async () => {
      output = (await console.run(text)).output;
    });
    expect(output).toMatch(expected);
    expect(longest).toBeLessThan(500);
    expect((await console.run("echo after")).output).toBe("after\n");
  });

  it("a client that reads nothing makes the command wait, and Ctrl-C still works", async () => {
    const owner = ownerOf(MINE);
    const workspace = createWorkspace(test, { big: `${"0123456789abcdef".repeat(6)}\n`.repeat(900) }, owner);
    let sent = 0;
    const pending: (() => void)[] = [];
    const connection = test.services.consoles.connect(
      { owner, workspace, session: undefined },
      {
        send: (bytes, done) => {
          sent += bytes.length;
          pending.push(done);
        },
        tell: () => {},
        close: () => {},
      },
    );
    const { session } = connection;
    session.request({ type: "execute", text: Array.from({ length: 30 }, () => "cat big").join("; ") });
    await new Promise((resolve) => setImmediate(resolve));
    const settle = async () => {
      for (let last = -1; last !== sent; ) {
        last = sent;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await settle();
    expect(sent).toBeLessThan(1_000_000);
    expect(session.isRunning).toBe(true);
    await session.take(Buffer.from("\x03"));
    for (const done of pending.splice(0)) done();
    await settle();
    expect(session.isRunning).toBe(false);
    session.close("exit");
    await session.ended;
  });
});

describe("control sequences in what people name and write", () => {
  const EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe";

  it("a file name moves no cursor in ls, tree, cat, grep, echo, rm, cd, and messages", async () => {
    const owner = ownerOf(MINE);
    const console = open({ plain: "" });
    const { workspace } = console.connection.session;
    const content = workspaceContent({});
    const files = [...putFiles([], [textFile(`${EVIL}.txt`, "x\n"), textFile(`d${EVIL}/f`, "x\n")])];
    test.services.workspaces.save(owner, workspace, { ...content, files }, undefined);
    const words = [
      "ls",
      "ls -l",
      "ls -R",
      "tree",
      "cat -n *",
      "grep -r x .",
      "echo *",
      "echo -e *",
      "cd d*; pwd; cd; rm -v *.txt",
      "cat d*",
      "docker build -f *f",
      "ls no*",
      "head *",
      "> d*",
    ];
    for (const word of words) {
      const before = console.text().length;
      await console.run(word);
      const printed = console
        .text()
        .slice(before)
        .replaceAll(/\x1b\[[0-9;]*[mGJK]/g, "");
      expect([word, /[\x07\x1b\x9b\u202e]/.exec(printed)?.[0]]).toEqual([word, undefined]);
    }
  });

  it("a file's content moves no cursor in cat, head, tail, and grep, and stays as it is in files", async () => {
    const console = open({ evil: `${EVIL}\nhidden\rshown\n` });
    for (const word of ["cat evil", "head evil", "tail evil", "grep o evil"]) {
      expect((await console.run(word)).output).not.toMatch(/[\x07\x1b\x9b\u202e]|\r(?!\n)/);
    }
    await console.run("cat evil > copy");
    const { owner, workspace } = console.connection.session;
    const { json } = test.services.workspaces.read(owner, workspace);
    expect(JSON.parse(json).files[0].text).toBe(`${EVIL}\nhidden\rshown\n`);
  });

  it("a command that a lesson runs is shown without its control characters", async () => {
    const console = open();
    await console.run("echo \x1b]0;owned\x07");
    expect(console.text()).not.toMatch(/\x1b\]/);
  });
});
