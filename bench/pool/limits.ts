import { createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import fastify from "fastify";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { openBuildLog } from "#server/builds/buildLog.ts";
import { OpenBuild, queuedBuild } from "#server/builds/openBuild.ts";
import { addOwners } from "#server/http/access/owners.ts";
import { EventStreams } from "#server/http/base/eventStreams.ts";
import { loadArchive } from "#server/oci/archive/loadArchive.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";

/**
 * `node bench/pool/limits.ts [--archive FILE]`: what one server can do, whatever builds for it: builds and events into the log,
 * open event streams, and bytes of an OCI archive into the store.
 */
const { values } = parseArgs({
  options: { archive: { type: "string" }, streams: { type: "string", default: "4000" } },
});

const dir = mkdtempSync(path.join(tmpdir(), "strata-limits-"));
const rows: Record<string, string>[] = [];
const told = (what: string, figure: string) => rows.push({ what, figure });
const per = (count: number, since: number) =>
  Math.round(count / ((performance.now() - since) / 1000)).toLocaleString("en");

/** Of a build with seven steps that prints 40 lines. */
function eventsOfBuild(): BuildEvent[] {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } };
  const steps = Array.from({ length: 7 }, (_, number) => ({
    id: `0.${number}`,
    stage: 0,
    instruction: "RUN",
    title: `RUN make part-${number} of the application`,
    range,
    configOnly: false,
  }));
  return [
    { type: "source", dockerfile: "Dockerfile", dockerfileText: "FROM debian\nRUN make\n".repeat(20) },
    { type: "planned", stages: [{ index: 0, from: "debian", range }], steps },
    ...steps.flatMap(({ id }): BuildEvent[] => [
      { type: "step", step: id, state: "running", at: Date.now() },
      ...Array.from(
        { length: 6 },
        (): BuildEvent => ({ type: "log", step: id, stream: "stdout", text: "x".repeat(80) }),
      ),
      { type: "step", step: id, state: "done", at: Date.now() },
    ]),
    { type: "finished", state: "done", at: Date.now(), image: { id: `sha256:${"0".repeat(64)}`, tags: [] } },
  ];
}

function measureLog(): void {
  const log = openBuildLog(dir);
  const events = eventsOfBuild();
  const builds = 2000;
  const began = performance.now();
  for (let number = 0; number < builds; number += 1) {
    const build = queuedBuild(`build-${number}`, Date.now());
    const open = new OpenBuild(build);
    log.create(`owner-${number % 500}`, build);
    for (const event of events) {
      log.append(build.id, event);
      open.apply(event);
    }
    log.finish(open.build);
  }
  told("builds into the log, a second", per(builds, began));
  told("events into the log, a second", per(builds * events.length, began));
  log.close();
  const bytes = statSync(path.join(dir, "builds.db")).size;
  told("bytes of a build in the log", Math.round(bytes / builds).toLocaleString("en"));
}

async function measureStreams(count: number): Promise<void> {
  const app = fastify();
  const streams = new EventStreams({ all: count, perOwner: count });
  const listeners = new Set<(text: string) => void>();
  addOwners(app, { separate: false, members: undefined });
  app.get("/events", (request, reply) =>
    streams.send(request, reply, async function* (signal) {
      while (!signal.aborted) {
        const data = await new Promise<string>((resolve) => {
          listeners.add(resolve);
          signal.addEventListener("abort", () => resolve(""), { once: true });
        });
        yield { data };
      }
    }),
  );
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const agent = new http.Agent({ maxSockets: count, keepAlive: true });
  global.gc?.();
  const before = process.memoryUsage.rss();
  let received = 0;
  let wake: () => void = () => {};
  const openOne = () =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.get({ host: "127.0.0.1", port, path: "/events", agent }, (response) => {
        response.on("data", (chunk: Buffer) => {
          received += chunk.toString().split("data:").length - 1;
          if (received >= count) wake();
        });
        // It is cut off at the end.
        response.on("error", () => undefined);
        resolve(response);
      });
      request.on("error", reject);
    });
  const responses: http.IncomingMessage[] = [];
  // More than the system's queue of new connections holds would be cut off.
  while (responses.length < count) responses.push(...(await Promise.all(Array.from({ length: 100 }, openOne))));
  // Both ends are in this process: the server's is less than half.
  told(
    `memory of an event stream with its client, kB (${count} open)`,
    Math.round((process.memoryUsage.rss() - before) / count / 1000).toString(),
  );
  const all = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const began = performance.now();
  const text = JSON.stringify({ type: "log", step: "0.1", stream: "stdout", text: "x".repeat(80) });
  for (const listener of [...listeners]) listener(text);
  await all;
  told("events sent and received over all of them, a second", per(count, began));
  for (const response of responses) response.destroy();
  await streams.stop();
  await app.close();
}

async function measureArchive(file: string): Promise<void> {
  const blobs = openBlobStore(path.join(dir, "blobs"));
  const { size } = statSync(file);
  const images = openImageStore({ dir, blobs });
  const image = { maxImageBytes: size * 20, maxLayers: 256 };
  const began = performance.now();
  const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
  await loadArchive(images, "bench", createReadStream(file), { bytes: size * 20, entries: 100_000, image });
  const seconds = (performance.now() - began) / 1000;
  const spent = (usage: NodeJS.CpuUsage) => (usage.user + usage.system) / 1e6;
  const cpu = [spent(process.cpuUsage(all)), spent(process.threadCpuUsage(main))] as const;
  images.close();
  const rate = (of: number) => Math.round(size / 1e6 / of).toLocaleString("en");
  told("MB of an OCI archive into the store, a second", rate(seconds));
  // Neighbors don't count in these.
  told("the same, a second of CPU time", rate(cpu[0]));
  told("the same, a second of CPU time of the main thread", rate(cpu[1]));
}

try {
  measureLog();
  await measureStreams(Number(values.streams));
  if (values.archive !== undefined) await measureArchive(values.archive);
  console.table(rows);
} finally {
  rmSync(dir, { recursive: true });
}
