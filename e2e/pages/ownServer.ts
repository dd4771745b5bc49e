import { type ChildProcess, spawn } from "node:child_process";
import type { APIRequest } from "@playwright/test";
import { expect } from "@playwright/test";
import { freePort } from "./freePort.ts";

/** A server of one spec's own, with the built page and an empty data folder. */
export interface OwnServer {
  readonly url: string;
  /** Resolves when it has ended. */
  close(): Promise<void>;
}

/** Starts one; `env` is added to what all tests have. */
export async function startOwnServer(request: APIRequest, env: Readonly<Record<string, string>>): Promise<OwnServer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server: ChildProcess = spawn("node", ["scripts/serveForTests.mjs"], {
    env: { ...process.env, PORT: `${port}`, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const context = await request.newContext();
  await expect
    .poll(async () => (await context.get(`${url}/api/health`).catch(() => undefined))?.status(), { timeout: 60_000 })
    .toBe(200);
  await context.dispose();
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const close = () => {
    server.kill("SIGTERM");
    return ended;
  };
  return { url, close };
}
