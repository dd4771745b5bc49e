import { describe, expect, it } from "vitest";
import { ConsoleSessions, SESSION_LIMITS } from "#server/console/session/consoleSessions.ts";
import { openHistory } from "#server/console/session/historyStore.ts";
import { createWorkspace, openTestConsole } from "./consoleFixture.ts";
import { consolesOfTests } from "./testConsoles.ts";

const { app, open } = consolesOfTests();

describe("the line of the console", () => {
  it("is edited, run, and found again in a later console", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo helo\x1b[Dl\r");
    await console.until(/\nhello\n/);
    await console.type("\x1b[A\r");
    await console.until(/hello[\s\S]*\nhello\n/);
    console.connection.session.close("exit");
    await console.connection.session.ended;
    const later = openTestConsole(app().services.consoles, { workspace: console.connection.session.workspace });
    await later.until("prompt");
    await later.type("\x1b[A");
    await later.until(/\$ echo hello/);
  });

  it("never keeps a password", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo login -u me -p hunter2\r");
    await console.until("done");
    await console.type("echo next\r");
    expect((await console.run("history")).output).toBe("    1  echo next\n");
  });

  it.each([
    ["ec", "ho "],
    ["cat READ", "ME.md "],
    ["cat app/", "app/lib/     app/main.py"],
    ["cd ap", "p/"],
    ["ls | he", "ad   help"],
    ["cat < REA", "DME.md "],
    ["docker imag", "docker image   docker images"],
  ])("completes %j", async (typed, expected) => {
    const console = open();
    await console.until("prompt");
    for (const keys of [typed, "\t", "\t"]) await console.type(keys);
    await console.until(
      new RegExp(
        expected
          .split(/\s+/)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .filter((part) => part !== "docker")
          .join("\\s+"),
      ),
    );
  });

  it("takes several lines that were pasted, one after the other", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo one\necho two\ncat <<EOF\nthree\nEOF\n");
    await console.until(/\none\n[\s\S]*\ntwo\n[\s\S]*> [\s\S]*\nthree\n/);
  });

  it("stops a command at Ctrl-C and shows it", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("sleep 600\r");
    await console.until("run");
    await console.type("\x03");
    await console.until(/\^C\n\[130\] ~ \$ /);
  });

  it("ends what runs and what waits at an interrupt, and runs only what is asked for after it", async () => {
    const console = open();
    await console.until("prompt");
    const { session } = console.connection;
    const running = console.run("sleep 600");
    const waiting = console.run("sleep 601");
    session.request({ type: "interrupt" });
    expect((await console.run("echo next")).code).toBe(0);
    expect([(await running).code, (await waiting).code]).toEqual([130, 130]);
  });

  it("runs what is asked for after an interrupt that came when the command before had ended", async () => {
    const console = open();
    await console.until("prompt");
    for (let again = 0; again < 20; again++) {
      await console.run("true");
      console.connection.session.request({ type: "interrupt" });
      expect(await console.run("echo next")).toEqual({ code: 0, output: "next\n" });
    }
  });

  it("keeps a line that is half typed at an interrupt", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo wh");
    console.connection.session.request({ type: "interrupt" });
    await console.type("ole\r");
    await console.until(/\nwhole\n/);
  });

  it("is empty after Ctrl-C", async () => {
    const console = open();
    await console.until("prompt");
    for (const keys of ["echo half", "\x03", "echo whole\r"]) await console.type(keys);
    await console.until(/echo half\^C\n[\s\S]*echo whole\nwhole\n/);
  });

  it("stops a command at a Ctrl-C that came with it", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("sleep 600\r\x03");
    await console.until(/\^C\n\[130\] ~ \$ /);
  });

  it("says at Ctrl-D how to leave, and leaves at exit", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("\x04");
    await console.until(/Type exit to end the console\./);
    await console.type("exit\r");
    await console.until("ended");
    expect(await console.connection.session.ended).toBe("exit");
    expect(console.messages.at(-1)).toEqual({ type: "ended", reason: "exit" });
  });

  it("reads what is typed for a command that reads, until Ctrl-D", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("cat > typed\r");
    await console.until("run");
    await console.type("first\rsecond\r\x04");
    await console.until("done");
    expect((await console.run("cat typed")).output).toBe("first\nsecond\n");
  });

  it("leaves a question that a command printed where it is", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo -n 'Name? '; cat > answer\r");
    await console.until(/Name\? $/);
    await console.type("Ann\r\x04");
    await console.until("done");
    expect(console.text()).toContain("Name? Ann");
  });

  it("gives way to a text that a lesson runs, and comes back", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("half typ");
    expect((await console.run("echo lesson")).output).toMatch(/^lesson\n/);
    await console.type("ed\x01echo \r");
    await console.until(/\nhalf typed\n/);
  });
});

describe("a console whose client went away", () => {
  it("shows what it printed last when the client comes back, and runs on", async () => {
    const console = open();
    await console.run("echo before; cd app");
    console.connection.leave();
    const { id, workspace } = console.connection.session;
    const back = openTestConsole(app().services.consoles, { workspace, session: id });
    expect(back.messages[0]).toEqual({ type: "ready", session: id, resumed: true, running: false });
    await back.until(/\nbefore\n/);
    expect((await back.run("pwd")).output).toBe("/app\n");
  });

  it("draws no prompt over what runs when the window changes", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("sleep 600\r");
    await console.until("run");
    const before = console.text();
    console.connection.session.resize({ columns: 40, rows: 10 });
    expect(console.text()).toBe(before);
  });

  it("ends after a while, and what runs in it", async () => {
    const history = openHistory(app().dir);
    const services = { ...app().services, imageViews: app().services.imageReader };
    const limits = { ...SESSION_LIMITS, awayMs: 20 };
    const consoles = new ConsoleSessions({ services, programs: new Map(), history, onFailure: () => {} }, limits);
    const console = openTestConsole(consoles, { workspace: createWorkspace(app(), {}) });
    await console.until("prompt");
    await console.type("sleep 600\r");
    await console.until("run");
    console.connection.leave();
    expect(await console.connection.session.ended).toBe("idle");
    expect(consoles.size).toBe(0);
    await consoles.close();
  });

  it("is another one for another workspace", async () => {
    const console = open();
    const other = openTestConsole(app().services.consoles, {
      workspace: createWorkspace(app(), {}),
      session: console.connection.session.id,
    });
    expect(other.connection.session).not.toBe(console.connection.session);
  });
});
