import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Workspace } from "#contract/workspace.ts";
import { type LaunchedServer, launchServer } from "./acceptance/launchServer.ts";

interface Running extends LaunchedServer {
  readonly url: string;
}

let data: string;
const launched: LaunchedServer[] = [];
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "strata-main-"));
});
afterEach(async () => {
  for (const { process: child, ended } of launched.splice(0)) {
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

function launch(env: Record<string, string>, args: string[] = []) {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const surroundings = { PATH, NODE_COMPILE_CACHE, STRATA_DATA: data, STRATA_LOG: "error", ...env };
  const server = launchServer(surroundings, { args, stderr: "pipe" });
  launched.push(server);
  return server;
}

async function start(env: Record<string, string> = {}): Promise<Running> {
  const running = launch(env);
  return { ...running, url: await running.listening() };
}

async function refusesToStart(env: Record<string, string>): Promise<string> {
  const { ended, output } = launch(env);
  expect(await ended).toBe(1);
  expect(output()).not.toMatch(/ at .*\.ts:\d+/);
  return output();
}

test("a restarted server finds the workspace again", async () => {
  const first = await start();
  const { revision, savedAt, ...content } = (await (await fetch(`${first.url}/api/workspace`)).json()) as Workspace;
  await fetch(`${first.url}/api/workspace`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${revision}"` },
    body: JSON.stringify({ ...content, name: "kept" }),
  });
  first.process.kill("SIGKILL");
  await first.ended;
  const second = await start();
  const again = (await (await fetch(`${second.url}/api/workspace`)).json()) as Workspace;
  expect(again).toMatchObject({ name: "kept", revision: revision + 1 });
});

test.each(["SIGTERM", "SIGINT"] as const)("%s closes open streams and shuts down cleanly", async (signal) => {
  const { url, process: child, ended, output } = await start();
  const stream = await fetch(`${url}/api/workspace/events`);
  const reading = stream.text();
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(await reading).toContain('"type":"saved"');
  expect(output()).not.toMatch(/error/i);
});

test("one Ctrl-C that arrives twice still shuts the server down cleanly", async () => {
  const { process: child, ended } = await start();
  child.kill("SIGINT");
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("a folder that another server uses is not changed", async () => {
  await start();
  expect(await refusesToStart({})).toContain(`${data} is in use by another Strata server`);
});

test("data of a newer version stays as it is, and is reported with what to do", async () => {
  const database = new DatabaseSync(path.join(data, "rooms.db"));
  database.exec("PRAGMA user_version = 999");
  database.close();
  const message = await refusesToStart({});
  expect(message).toContain(
    "rooms.db was written by a newer version of Strata. Start that version, or restore a backup",
  );
});

test("a port in use is reported, with what to do", async () => {
  const other = await new Promise<Server>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
  });
  const address = other.address();
  const port = String(typeof address === "object" ? address?.port : "");
  const said = await refusesToStart({ PORT: port });
  expect(said).toMatch(new RegExp(`Port ${port} .* is already in use.*PORT=`));
  other.close();
});

test("all invalid options are reported before anything starts", async () => {
  const said = await refusesToStart({ STRATA_BUILD_MEMORY: "lots", STRATA_NETWORKS: "none" });
  expect(said).toMatch(/STRATA_BUILD_MEMORY=lots: give a size/);
  expect(said).toMatch(/STRATA_NETWORKS is not an option/);
});

test("help lists the options and starts nothing", async () => {
  const { ended, output } = launch({}, ["--help"]);
  expect(await ended).toBe(0);
  expect(output()).toMatch(/PORT .*\[8080\]/);
});

/** The peak size of the process, bytes. */
function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

test("2 GB sent without a Content-Length are refused with little memory used", async () => {
  const { url, process: child } = await start({ STRATA_MAX_UPLOAD: "300MB" });
  const before = peakMemory(child.pid ?? 0);
  const status = await new Promise((resolve, reject) => {
    const outgoing = request(`${url}/api/blobs/sha256:${"0".repeat(64)}`, { method: "PUT" });
    const chunk = Buffer.alloc(1024 * 1024);
    let left = 2000;
    const send = () => {
      while (left > 0) {
        left -= 1;
        if (!outgoing.write(chunk)) return void outgoing.once("drain", send);
      }
    };
    outgoing.on("response", (response) => {
      left = 0;
      resolve(response.statusCode);
      outgoing.destroy();
    });
    outgoing.on("error", reject);
    send();
  });
  expect(status).toBe(413);
  expect(peakMemory(child.pid ?? 0) - before).toBeLessThan(150e6);
});
