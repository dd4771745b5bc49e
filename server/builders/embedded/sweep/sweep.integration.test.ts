import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { hexOf } from "#server/oci/store/digest.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { isAlive } from "#server/oci/store/isAlive.ts";
import type { RunningEvent, SweepOutcome, SweepReport } from "../../builder.ts";
import { createEmbeddedBuilder, type EmbeddedBuilder } from "../embeddedBuilder.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 90e6, outputBytes: 1e6, cpus: 2, seconds: 60 };
const NETWORK = { mode: "none" as const, allow: [] };
/** A folder that only its owner, another id of the sandbox, may read. */
const dockerfile = (name: string) =>
  `FROM busybox\nRUN mkdir /d && dd if=/dev/urandom of=/d/${name} bs=1M count=6 && chown -R 33:33 /d && chmod 700 /d\n`;

const { users } = sampledUsers("sweeps");
describe.each(users)("a sweep as $name", (user) => {
  let dataDir = "";
  let builder: EmbeddedBuilder;
  let images: ReturnType<typeof openImageStore>;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "strata-sweep-"));
    images = openImageStore({ dir: dataDir, blobs: openBlobStore(join(dataDir, "blobs")) });
    if (user.uid !== undefined) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, dataDir]);
    builder = createEmbeddedBuilder(
      { dataDir, registry: { mirrors: [] }, network: NETWORK, limits: LIMITS },
      user.launch,
    );
  });
  afterEach(async () => {
    await builder.close();
    images.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function build(dockerfileText: string, tag: string) {
    const events: RunningEvent[] = [];
    const job = { id: tag, workspace: "w", request: { dockerfileText, tags: [tag] } };
    const finished = await builder.build(job, (event) => void events.push(event), new AbortController().signal);
    const states = events.flatMap((event) => (event.type === "step" ? [event.state] : []));
    const layer = events.findLast((event) => event.type === "step" && event.layer !== undefined);
    return {
      finished,
      cached: states.includes("cached"),
      layer: layer?.type === "step" ? layer.layer?.diffId : undefined,
    };
  }
  const sweep = (limitBytes: number, recentMs = -1000): Promise<SweepOutcome> =>
    builder.sweep({ limitBytes, keep: [], recentMs });
  const swept = async (limitBytes: number): Promise<SweepReport> => {
    const outcome = await sweep(limitBytes);
    if (outcome.state === "busy") throw new Error("a build was under way");
    return outcome.report;
  };
  const unpacked = () => readdirSync(join(dataDir, "snapshots", "layers"));
  const whole = (tag: string) => images.require("w", tag).layers.every(({ diffId }) => images.blobs.has(diffId));
  const workers = () =>
    execFileSync("ps", ["--ppid", String(process.pid), "-o", "pid=,args="], { encoding: "utf8" })
      .split("\n")
      .filter((row) => row.includes("worker.ts"))
      .map((row) => Number.parseInt(row, 10));

  it("frees what no image needs, with its files, and a build makes it again", async () => {
    const gone = await build(dockerfile("gone"), "gone");
    const kept = await build(dockerfile("kept"), "kept");
    expect([gone.finished.state, kept.finished.state]).toEqual(["done", "done"]);
    images.remove("w", "gone");
    expect(await swept(1e9)).toMatchObject({ freedBytes: 0 });
    const report = await swept(22e6);
    expect(report.freedBytes).toBeGreaterThan(12e6);
    expect(gone.layer && images.blobs.has(gone.layer)).toBe(false);
    expect(whole("kept")).toBe(true);
    expect(unpacked()).not.toContain(gone.layer && hexOf(gone.layer));
    await expect.poll(() => readdirSync(join(dataDir, "snapshots", "tmp"))).toEqual([]);
    expect(await build(dockerfile("kept"), "kept")).toMatchObject({ cached: true, finished: { state: "done" } });
    expect(await build(dockerfile("gone"), "gone")).toMatchObject({ cached: false, finished: { state: "done" } });
  });

  it("lists cache mounts with their size and removes one, regardless of its owner", async () => {
    const cache = "--mount=type=cache,id=kept,target=/c,uid=33,mode=0700";
    const fill = `FROM busybox\nRUN ${cache} dd if=/dev/urandom of=/c/f bs=1M count=3 && chown -R 34 /c/f\n`;
    expect((await build(fill, "fill")).finished.problem).toBeUndefined();
    const listed = () => builder.cacheMounts("w");
    await expect.poll(async () => (await listed()).map(({ bytes }) => bytes > 3e6)).toEqual([true]);
    const [mount] = await listed();
    expect(mount).toMatchObject({ key: "kept" });
    expect(await builder.cacheMounts("another")).toEqual([]);
    expect(await builder.removeCacheMount("another", mount?.id ?? "")).toBe("not-found");
    expect(await builder.removeCacheMount("w", mount?.id ?? "")).toBe("removed");
    expect(await listed()).toEqual([]);
    const look = await build(`FROM busybox\nRUN ${cache} test ! -e /c/f\n`, "look");
    expect(look.finished.problem).toBeUndefined();
  });

  it("removes a cache mount when the store is over its limit, but not while a build runs", async () => {
    const fill = (id: string) => `RUN --mount=type=cache,id=${id},target=/c dd if=/dev/urandom of=/c/f bs=1M count=9`;
    await build(`FROM busybox\n${fill("old")}\n`, "fill");
    await expect.poll(async () => (await builder.cacheMounts("w"))[0]?.bytes ?? 0).toBeGreaterThan(9e6);
    const [mount] = await builder.cacheMounts("w");
    const running = build("FROM busybox\nRUN sleep 0.5\n", "running");
    expect(await builder.removeCacheMount("w", mount?.id ?? "")).toBe("in-use");
    await running;
    await sweep(8e6);
    expect(await builder.cacheMounts("w")).toEqual([]);
    await expect.poll(() => readdirSync(join(dataDir, "snapshots", "tmp"))).toEqual([]);
  });

  it("keeps what was used recently", async () => {
    await build(dockerfile("new"), "new");
    images.remove("w", "new");
    await sweep(1, 60_000);
    expect(await build(dockerfile("new"), "new")).toMatchObject({ cached: true });
  });

  it("does nothing while a build runs, and stops for a new one", async () => {
    await build(dockerfile("first"), "first");
    images.remove("w", "first");
    const running = build(`${dockerfile("second")}RUN sleep 0.3; test -d /d\n`, "second");
    expect(await sweep(1)).toEqual({ state: "busy" });
    expect(await running).toMatchObject({ finished: { state: "done" } });
    for (const number of [1, 2, 3]) {
      const sweeping = sweep(1);
      const built = await build(`${dockerfile("second")}RUN echo ${number}; test -d /d\n`, `n${number}`);
      await sweeping;
      expect(built.finished.state).toBe("done");
      expect(whole(`n${number}`)).toBe(true);
    }
  });

  it("loses no image if it is killed", async () => {
    for (const name of ["a", "b", "c"]) await build(dockerfile(name), name);
    images.remove("w", "a");
    for (const delay of [0, 2, 5]) {
      const sweeping = sweep(1).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, delay));
      const killed = workers();
      for (const pid of killed) process.kill(pid, "SIGKILL");
      await sweeping;
      await expect.poll(() => killed.filter(isAlive)).toEqual([]);
      expect([whole("b"), whole("c")]).toEqual([true, true]);
      const next = await build("FROM b\nRUN test -d /d\n", "next");
      expect(next.finished.problem).toBeUndefined();
    }
    await sweep(1);
    expect(existsSync(join(dataDir, "blobs"))).toBe(true);
    expect([whole("b"), whole("c"), whole("next")]).toEqual([true, true, true]);
  });
});
