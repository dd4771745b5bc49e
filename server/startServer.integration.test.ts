import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { parseConfig } from "./config.ts";
import { type Server, startServer } from "./startServer.ts";

let data: string;
const servers: Server[] = [];

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "strata-start-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  rmSync(data, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<Server> {
  const server = await startServer(parseConfig({ PORT: "0", STRATA_DATA: data, STRATA_LOG: "error", ...env }));
  servers.push(server);
  return server;
}

const healthy = async (server: Server) => (await fetch(server.url + routes.health())).ok;

test("a closed server stops answering and releases its data folder for the next one", async () => {
  const first = await start();
  expect(await healthy(first)).toBe(true);
  await servers.pop()?.close();
  await expect(healthy(first)).rejects.toThrow();
  expect(await healthy(await start())).toBe(true);
});

test("a server that can't listen releases its data folder", async () => {
  const { url } = await start({ STRATA_DATA: path.join(data, "first") });
  const second = { STRATA_DATA: path.join(data, "second") };
  await expect(start({ ...second, PORT: new URL(url).port })).rejects.toThrow(/is already in use/);
  expect(await healthy(await start(second))).toBe(true);
});

test("the operator of a server that others can reach is warned", async () => {
  expect((await start({ HOST: "0.0.0.0" })).notices.join()).toContain("can run builds");
});
