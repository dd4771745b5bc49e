import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sandboxUsers } from "./sandboxUsers.ts";

const NODE = process.execPath;

describe.each(sandboxUsers().users)("the builder process of $name", (user) => {
  it("is root of its user namespace and keeps its IPC channel", async () => {
    const script = "process.send({ uid: process.getuid(), pid: process.pid }); process.disconnect()";
    const how = user.launch(NODE, ["-e", script]);
    const child = spawn(how.command, how.args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const message = await new Promise((resolve) => child.once("message", resolve));
    expect(message).toEqual({ uid: 0, pid: child.pid });
  });

  it("exits with the process that started it", async () => {
    const how = user.launch("sleep", ["98763"]);
    const parent = `
      const child = require("node:child_process").spawn(${JSON.stringify(how.command)}, ${JSON.stringify(how.args)});
      const ready = () => require("node:fs").readFileSync("/proc/" + child.pid + "/comm", "utf8").trim() === "sleep";
      const wait = () => ready() ? console.log(child.pid) : setTimeout(wait, 5);
      wait();`;
    const server = spawn(NODE, ["-e", parent], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = String(await new Promise((resolve) => server.stdout.once("data", resolve))).trim();
    const alive = () => {
      try {
        return (
          readFileSync(`/proc/${pid}/comm`, "utf8") === "sleep\n" &&
          !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
        );
      } catch {
        return false;
      }
    };
    expect(alive()).toBe(true);
    server.kill("SIGKILL");
    // The real root's process is started directly: it watches its IPC channel instead.
    if (how.command === "sleep") process.kill(Number(pid));
    await expect.poll(alive).toBe(false);
  });
});
