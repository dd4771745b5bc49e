import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { openEngine } from "../process/openEngine.ts";
import { runBuild } from "./runBuild.ts";

const DISK = 30e6;

function open() {
  const dataDir = temporaryFolder();
  const limits = { memoryBytes: 1e9, processes: 64, diskBytes: DISK, outputBytes: 1e6, cpus: 1, seconds: 20 };
  const registry = { mirrors: [], allowPrivate: true };
  const opened = openEngine({ dataDir, registry, network: { mode: "none", allow: [] }, limits });
  onTestFinished(() => opened.close());
  const build = async (...lines: string[]) => {
    const request = { dockerfileText: `${lines.join("\n")}\n` };
    return await runBuild(opened.engine, { id: "b", workspace: "w", request }, () => {}, AbortSignal.timeout(60_000));
  };
  return { dataDir, build, images: opened.engine.images };
}

it("a base image that unpacks to more than the build may write fails the build, and leaves nothing", async () => {
  const registry = await startRegistry();
  for (const compression of ["gzip", "zstd"] as const) {
    registry.putImage("x/bomb:1", { layers: [tarOf("zeros", Buffer.alloc(200_000_000))], compression });
    const { dataDir, build, images } = open();
    const before = [...images.blobs.list()].length;
    const { problem } = await build(`FROM ${registry.host}/x/bomb:1`, "COPY <<E /e", "E");
    expect(problem).toMatchObject({ code: "build/disk", instruction: "FROM", range: { start: { line: 0 } } });
    const [, sent, came] = /(\d+) bytes of \S+ unpacked to at least (\d+)/.exec(problem?.detail ?? "") ?? [];
    expect(Number(sent)).toBeLessThan(1_000_000);
    expect(Number(came)).toBeLessThan(DISK + 1_000_000);
    expect([...images.blobs.list()].length).toBe(before);
    expect(readdirSync(join(dataDir, "blobs", "tmp"))).toEqual([]);
  }
});

it("two base images share the disk limit of their build", async () => {
  const registry = await startRegistry();
  for (const name of ["a", "b"])
    registry.putImage(`x/${name}:1`, { layers: [tarOf(name, Buffer.alloc(20_000_000, name))] });
  const { build } = open();
  const { problem } = await build(
    `FROM ${registry.host}/x/a:1 AS a`,
    `FROM ${registry.host}/x/b:1`,
    "COPY --from=a /a /a",
  );
  expect(problem).toMatchObject({ code: "build/disk" });
});

it("the unpacked copy of a base image for a RUN counts as well", async () => {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [tarOf("big", Buffer.alloc(20_000_000))] });
  const { build } = open();
  expect((await build(`FROM ${registry.host}/x/y:1`, "COPY <<E /e", "E")).state).toBe("done");
  const { build: another } = open();
  const { problem } = await another(`FROM ${registry.host}/x/y:1`, 'RUN ["/big"]');
  expect(problem).toMatchObject({ code: "build/disk", instruction: "RUN" });
});
