import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Build,
  type BuildEvent,
  type BuildRequest,
  buildEventSchema,
  type FinishedEvent,
} from "#contract/build.ts";
import { routes } from "#contract/routes.ts";

/** The real server in a process of its own, driven through its public API as a script would. */
export interface RunningServer {
  readonly url: string;
  readonly data: string;
  readonly process: ChildProcess;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** Puts text files into a context; its digest. */
  context(files: Record<string, string>): Promise<string>;
  start(request: BuildRequest): Promise<string>;
  events(id: string): Promise<BuildEvent[]>;
  build(request: BuildRequest): Promise<FinishedBuild>;
  state(id: string): Promise<Build>;
  stop(): Promise<void>;
}

export interface FinishedBuild {
  readonly id: string;
  readonly events: readonly BuildEvent[];
  readonly finished: FinishedEvent;
  /** All output, steps in the order in which they wrote. */
  readonly log: string;
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  /** An existing data folder, left alone at the end; a new one otherwise, removed. */
  readonly data?: string;
}

export async function startServer({ env = {}, data }: ServerOptions = {}): Promise<RunningServer> {
  const folder = data ?? mkdtempSync(join(tmpdir(), "strata-test-"));
  const port = await freePort();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/main.ts"], {
    env: { ...process.env, STRATA_LOG: "error", ...env, PORT: String(port), STRATA_DATA: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child);
  return serverAt(url, folder, child, data === undefined);
}

function serverAt(url: string, data: string, child: ChildProcess, ownsData: boolean): RunningServer {
  const request = (path: string, init?: RequestInit) => fetch(url + path, init);
  const post = (path: string, body: unknown) =>
    request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const start = async (build: BuildRequest) => {
    const answer = await post(routes.builds(), build);
    if (answer.status !== 202) throw new Error(`the build was refused: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  const events = async (id: string) => parseEvents(await (await request(routes.buildEvents(id))).text());
  return {
    url,
    data,
    process: child,
    fetch: request,
    post,
    start,
    events,
    async context(files) {
      const answer = await post(routes.contexts(), {
        files: Object.entries(files).map(([path, text]) => ({ path, text })),
      });
      return ((await answer.json()) as { digest: string }).digest;
    },
    async build(build) {
      const id = await start(build);
      return finishedBuild(id, await events(id));
    },
    state: async (id) => (await (await request(routes.build(id))).json()) as Build,
    async stop() {
      const ended =
        child.exitCode !== null || child.signalCode !== null || new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      if (ownsData) rmSync(data, { recursive: true, force: true });
    },
  };
}

function finishedBuild(id: string, events: readonly BuildEvent[]): FinishedBuild {
  const finished = events.findLast((event) => event.type === "finished");
  if (!finished) throw new Error(`build ${id} told no end`);
  const log = events.flatMap((event) => (event.type === "log" ? [event.text] : [])).join("");
  return { id, events, finished, log };
}

function parseEvents(stream: string): BuildEvent[] {
  return stream
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => buildEventSchema.parse(JSON.parse(line.slice("data:".length))));
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the server did not become healthy in 20 s");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
