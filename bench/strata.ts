import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, openAsBlob, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchServer } from "#server/acceptance/launchServer.ts";
import { processesBelow } from "#server/acceptance/processesBelow.ts";
import { contentPieces, type FileContent } from "./fileContent.ts";
import type { PreparedBuild, System } from "./system.ts";
import { tarOf } from "./tarOf.ts";
import { writePieces } from "./writePieces.ts";

/** A server of its own, which can also be asked other things than builds. */
export interface StrataSystem extends System {
  /** `http://127.0.0.1:18000`. */
  readonly base: string;
}

/** Starts the real server on a free port with an empty data folder, and builds through its public API. */
export async function startStrata(): Promise<StrataSystem> {
  const data = mkdtempSync(join(tmpdir(), "strata-bench-"));
  const sent = mkdtempSync(join(tmpdir(), "strata-bench-contexts-"));
  const defaults = { STRATA_REGISTRY_MIRROR: "http://127.0.0.1:5000", STRATA_MAX_BUILDS: "4" };
  const env = { ...defaults, ...process.env, PORT: "0", STRATA_DATA: data };
  const { process: server, ended, listening } = launchServer(env, { stderr: "inherit" });
  const base = await listening();
  let count = 0;
  return {
    name: "Strata",
    base,
    prepare(prepared) {
      const directory = join(sent, String(count++));
      mkdirSync(directory);
      writeDown(directory, prepared);
      return Promise.resolve({ ...prepared, directory, digests: digestsOf(prepared) });
    },
    build: (prepared) => build(base, prepared),
    forget: ({ directory = sent }) => rmSync(directory, { recursive: true, force: true }),
    processes: () => [server.pid ?? -1, ...processesBelow(server.pid ?? -1).map(({ pid }) => pid)],
    async close() {
      server.kill("SIGTERM");
      await ended;
      for (const folder of [data, sent]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As Docker's client, ours finds its files on the disk. */
function writeDown(directory: string, { files, upload }: PreparedBuild): void {
  if (upload === "tar") writePieces(join(directory, "context.tar"), tarOf(files));
  else for (const [path, content] of Object.entries(files)) writePieces(join(directory, path), contentPieces(content));
}

async function build(base: string, prepared: PreparedBuild): Promise<void> {
  const { dockerfile, directory = "" } = prepared;
  const context =
    prepared.upload === "tar"
      ? await send(`${base}/api/contexts`, await openAsBlob(join(directory, "context.tar")), "application/x-tar")
      : await sendByDigest(base, prepared);
  const request = JSON.stringify({ context: context.digest, dockerfileText: dockerfile });
  const { id } = await send(`${base}/api/builds`, request, "application/json");
  const events = await fetch(`${base}/api/builds/${id}/events`);
  const text = await events.text();
  const last = text.split("\n").findLast((line) => line.startsWith("data:"));
  const finished = JSON.parse(last?.slice(5) ?? "{}");
  if (finished.state !== "done") throw new Error(`the build ended as ${JSON.stringify(finished)}`);
}

async function sendByDigest(base: string, { digests = {}, directory = "" }: PreparedBuild) {
  for (const [path, digest] of Object.entries(digests)) {
    const body = await openAsBlob(join(directory, path));
    await send(`${base}/api/blobs/${digest}`, body, "application/octet-stream", "PUT");
  }
  const files = Object.entries(digests).map(([path, blob]) => ({ path, blob }));
  return await send(`${base}/api/contexts`, JSON.stringify({ files }), "application/json");
}

function digestsOf({ files, upload }: PreparedBuild): Record<string, string> {
  if (upload === "tar") return {};
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, digestOf(content)]));
}

function digestOf(content: FileContent): string {
  const hash = createHash("sha256");
  for (const piece of contentPieces(content)) hash.update(piece);
  return `sha256:${hash.digest("hex")}`;
}

async function send(url: string, body: string | Blob, type: string, method = "POST") {
  const answer = await fetch(url, { method, body, headers: { "content-type": type } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return JSON.parse((await answer.text()) || "{}") as { id: string; digest: string };
}
