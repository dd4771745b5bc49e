import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { routes } from "#contract/routes.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";

const EXAMPLES = path.resolve(import.meta.dirname, "../../deploy/proxy");
const NAME = "strata.example.org";
const example = (name: string) => readFileSync(path.join(EXAMPLES, name), "utf8");

let server: RunningServer;
const folder = mkdtempSync(path.join(tmpdir(), "strata-proxy-"));
beforeAll(async () => {
  server = await spawnServer({ env: { STRATA_ALLOWED_HOSTS: NAME, STRATA_SEPARATE: "no" } });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The example as it is, but for ports, and without TLS. */
function nginx(port: number): ChildProcess {
  const text = example("nginx.conf")
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replaceAll(/^ *ssl_.*$/gm, "")
    .replace("http://127.0.0.1:8080", server.url);
  const file = path.join(folder, "nginx.conf");
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${path.join(folder, name)};`,
  );
  const global = `daemon off; pid ${path.join(folder, "nginx.pid")}; error_log stderr; events {}`;
  writeFileSync(file, `${global} http { access_log off; ${places.join(" ")} ${text} }`);
  return spawn("nginx", ["-c", file], { stdio: "inherit" });
}

function caddy(port: number): ChildProcess {
  const text = example("Caddyfile")
    .replace(`${NAME} {`, `http://${NAME}:${port} {`)
    .replace("127.0.0.1:8080", server.url.replace("http://", ""));
  const file = path.join(folder, "Caddyfile");
  writeFileSync(file, `{\n\tadmin off\n\tstorage file_system ${folder}\n\tgrace_period 1s\n}\n${text}`);
  return spawn("caddy", ["run", "--config", file], { stdio: "ignore", env: { ...process.env, HOME: folder } });
}

/** Asks as a browser that has looked up the name; the answer's first part. */
function firstPart(port: number, at: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path: at, headers: { host: NAME } }, (answer) => {
      answer.once("data", (bytes: Buffer) => {
        resolve({ status: answer.statusCode ?? 0, text: bytes.toString() });
        asked.destroy();
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

function opens(port: number, at: string): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { host: NAME, origin: `http://${NAME}` };
    const socket = new WebSocket(`ws://127.0.0.1:${port}${at}`, { headers });
    socket.on("open", () => {
      resolve(true);
      socket.close();
    });
    socket.on("error", () => resolve(false));
  });
}

describe.each([
  ["nginx", nginx],
  ["caddy", caddy],
] as const)("behind %s with its example", (name, start) => {
  const isHere = spawnSync(name, [name === "nginx" ? "-v" : "version"]).status === 0;
  if (!isHere) process.stderr.write(`!!! ${name} is missing: its example is not tried.\n`);

  test.skipIf(!isHere)("the page's requests, events, and terminals pass", async () => {
    const port = await freePort();
    const proxy = start(port);
    const ended = new Promise((resolve) => proxy.once("exit", resolve));
    try {
      const health = () => firstPart(port, routes.health()).catch(() => undefined);
      await expect
        .poll(health, { timeout: 20_000 })
        .toMatchObject({ status: 200, text: expect.stringContaining("ok") });
      // The stream stays open: what came, came unbuffered.
      expect(await firstPart(port, routes.workspaceEvents())).toMatchObject({ status: 200 });
      expect(await opens(port, `${routes.console()}?workspace=default`)).toBe(true);
    } finally {
      proxy.kill("SIGTERM");
      await ended;
    }
  });
});
