import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PreparedBuild, System } from "./system.ts";
import { tarOf } from "./tarOf.ts";

/** Starts the real server on a free port with an empty data folder, and builds through its public API. */
export async function startStrata(): Promise<System> {
  const data = mkdtempSync(join(tmpdir(), "strata-bench-"));
  const port = 18_000 + Math.floor(Math.random() * 2000);
  const server = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/main.ts"], {
    env: {
      STRATA_REGISTRY_MIRROR: "http://127.0.0.1:5000",
      STRATA_MAX_BUILDS: "4",
      ...process.env,
      PORT: String(port),
      STRATA_DATA: data,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const base = `http://127.0.0.1:${port}`;
  await untilHealthy(base, server);
  return {
    name: "Strata",
    build: (prepared) => build(base, prepared),
    peakMemory: () => Promise.resolve(undefined),
    async close() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(base: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const answer = await fetch(`${base}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the server did not become healthy in 20 s");
}

async function build(base: string, { dockerfile, files }: PreparedBuild): Promise<void> {
  const context = await postJson(`${base}/api/contexts`, tarOf(files), "application/x-tar");
  const request = JSON.stringify({ context: context.digest, dockerfileText: dockerfile });
  const { id } = await postJson(`${base}/api/builds`, request, "application/json");
  const events = await fetch(`${base}/api/builds/${id}/events`);
  const text = await events.text();
  const last = text.split("\n").findLast((line) => line.startsWith("data:"));
  const finished = JSON.parse(last?.slice(5) ?? "{}");
  if (finished.state !== "done") throw new Error(`the build ended as ${JSON.stringify(finished)}`);
}

async function postJson(url: string, body: string | Uint8Array<ArrayBuffer>, type: string) {
  const answer = await fetch(url, { method: "POST", body, headers: { "content-type": type } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { id: string; digest: string };
}
