import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { RunningEvent } from "../../builder.ts";
import { type OpenEngine, openEngine } from "../process/openEngine.ts";
import { runBuild } from "./runBuild.ts";

const FORMATS = {
  "GNU's old one": ["--format=gnu"],
  "pax 0.0": ["--format=posix", "--sparse-version=0.0"],
  "pax 0.1": ["--format=posix", "--sparse-version=0.1"],
  "pax 1.0": ["--format=posix", "--sparse-version=1.0"],
};

/** Files with holes: what is written where; the last number is their size. */
const FILES: Record<string, { parts: Record<number, string>; size: number }> = {
  hole: { parts: {}, size: 2_500_000 },
  start: { parts: { 1400000: "end" }, size: 1_400_003 },
  end: { parts: { 0: "start" }, size: 1_700_000 },
  many: {
    parts: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index * 65_536, `part ${index}`])),
    size: 3_000_000,
  },
};
const NAMES = Object.keys(FILES);

/** The content of such a tar, and what must be extracted from it. */
function sparseTar(flags: readonly string[]) {
  const dir = temporaryFolder();
  for (const [name, { parts, size }] of Object.entries(FILES)) {
    const fd = fs.openSync(join(dir, name), "w");
    for (const [at, text] of Object.entries(parts)) fs.writeSync(fd, text, Number(at));
    fs.ftruncateSync(fd, size);
    fs.closeSync(fd);
  }
  fs.writeFileSync(join(dir, "after"), "what stands behind them in the tar");
  const names = [...NAMES, "after"];
  const tar = execFileSync("tar", ["-C", dir, "--sparse", "--hole-detection=raw", ...flags, "-cf", "-", ...names]);
  expect(tar.length).toBeLessThan(1_000_000);
  return { tar, digests: Object.fromEntries(names.map((name) => [name, digestOf(fs.readFileSync(join(dir, name)))])) };
}

function open() {
  const dataDir = temporaryFolder();
  const limits = { memoryBytes: 1e9, processes: 64, diskBytes: 1e9, outputBytes: 1e6, cpus: 1, seconds: 60 };
  const registry = { mirrors: [], allowPrivate: true };
  const opened = openEngine({ dataDir, registry, network: { mode: "none", allow: [] }, limits });
  onTestFinished(() => opened.close());
  return opened;
}

async function build({ engine }: OpenEngine, lines: readonly string[], contextTar?: Buffer) {
  let log = "";
  const take = (event: RunningEvent) => {
    if (event.type === "log") log += event.text;
  };
  const source = async function* () {
    if (contextTar !== undefined) yield contextTar;
  };
  const context = (await engine.contexts.fromTar(source())).digest;
  const request = { dockerfileText: `${lines.join("\n")}\n`, context };
  const job = { id: "b", workspace: "w", request };
  const finished = await runBuild(engine, job, take, AbortSignal.timeout(60_000));
  expect(finished.problem).toBeUndefined();
  return { finished, log: () => log };
}

/** As the page's view of files reads them. */
function viewed({ engine: { images } }: OpenEngine, finished: FinishedEvent) {
  const { layers } = images.require("w", finished.image?.id ?? "");
  const tree = openFileTree(
    images.blobs,
    layers.map(({ diffId }) => diffId),
  );
  return Object.fromEntries(
    [...NAMES, "after"].map((name) => {
      const inode = tree.lookup(`/${name}`)?.node.inode;
      return [name, inode && digestOf(readContent(images.blobs, inode))];
    }),
  );
}

for (const [format, flags] of Object.entries(FORMATS)) {
  test(`files with holes in ${format} are complete in a base image, also for a RUN`, async () => {
    const { tar, digests } = sparseTar(flags);
    const registry = await startRegistry();
    registry.putImage("x/y:1", { layers: [tar] });
    const opened = open();
    const { finished } = await build(opened, [`FROM ${registry.host}/x/y:1`, "COPY <<E /e", "E"]);
    expect(viewed(opened, finished)).toEqual(digests);
    const mount = `RUN --mount=from=${registry.host}/x/y:1,target=/m cd /m && sha256sum *`;
    const { log } = await build(opened, ["FROM busybox", mount]);
    for (const [name, digest] of Object.entries(digests)) expect(log()).toContain(`${digest.slice(7)}  ${name}`);
    const { finished: copied } = await build(opened, ["FROM scratch", `COPY --from=${registry.host}/x/y:1 / /`]);
    expect(viewed(opened, copied)).toEqual(digests);
  });

  test(`files with holes in ${format} are complete when uploaded, and when ADD unpacks them`, async () => {
    const { tar, digests } = sparseTar(flags);
    const opened = open();
    const { finished } = await build(opened, ["FROM scratch", "COPY . /"], tar);
    expect(viewed(opened, finished)).toEqual(digests);
    const header = execFileSync("tar", ["-C", writeTar(tar), "-cf", "-", "a.tar"]);
    const { finished: added } = await build(opened, ["FROM scratch", "ADD a.tar /"], header);
    expect(viewed(opened, added)).toEqual(digests);
  });
}

function writeTar(tar: Buffer): string {
  const dir = temporaryFolder();
  fs.writeFileSync(join(dir, "a.tar"), tar);
  return dir;
}
