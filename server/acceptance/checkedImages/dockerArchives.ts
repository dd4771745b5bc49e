import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Engine, runDocker } from "./imageTools.ts";
import { copyWithSkopeo, type Start, TOOL_DOCKERFILE, type ToolArchive } from "./toolArchive.ts";

const NAME = "strata-numbers-test:1";
const CONTAINER = "strata-numbers-test";
const ON_STDIN = TOOL_DOCKERFILE.replace("COPY Dockerfile /tool/Dockerfile", "WORKDIR /tool");

/**
 * Archives that come from a Docker engine, by how. With containerd's image store, `docker save` writes layers as BuildKit
 * compressed them, and the attestations; skopeo writes both in the layouts of others.
 */
export function dockerArchives(engine: Engine): Readonly<Record<string, ToolArchive>> {
  /** What was built before from the same archive, in the same way: layouts differ only in how it is written. */
  const built = new Map<string, Promise<Buffer>>();
  const build = (start: Start, env = {}): Promise<Buffer> => {
    const key = JSON.stringify([start.archive, env]);
    const args = ["build", "--quiet", "--tag", NAME, "-"];
    const archive =
      built.get(key) ?? saved(engine, start, () => runDocker(engine, args, `FROM ${start.name}\n${ON_STDIN}`, env));
    built.set(key, archive);
    archive.catch(() => built.delete(key));
    return archive;
  };
  const buildAsBefore = (start: Start) => build(start, { DOCKER_BUILDKIT: "0" });
  const made = (tools: readonly string[], make: ToolArchive["make"]): ToolArchive => ({
    tools: [engine, ...tools],
    make,
  });
  return {
    [`${engine} build, saved`]: made([], (start) => build(start)),
    [`${engine} build, in docker save's layout of before`]: made(["skopeo"], (start) =>
      rewritten(start, build(start), "docker-archive"),
    ),
    [`${engine} build, an OCI archive`]: made(["skopeo"], (start) => rewritten(start, build(start), "oci-archive")),
    [`${engine}'s old builder, saved`]: made([], buildAsBefore),
    [`${engine}'s old builder, in docker save's layout of before`]: made(["skopeo"], (start) =>
      rewritten(start, buildAsBefore(start), "docker-archive"),
    ),
    [`${engine} commit, saved`]: made([], (start) => commit(engine, start)),
  };
}

/** Makes an image in the engine and saves it; nothing of it stays there. */
async function saved(engine: Engine, { archive, name }: Start, make: () => Promise<unknown>): Promise<Buffer> {
  await runDocker(engine, ["load", "--quiet"], await readFile(archive));
  try {
    await make();
    return await runDocker(engine, ["save", NAME]);
  } finally {
    await runDocker(engine, ["image", "rm", NAME, name]);
  }
}

function commit(engine: Engine, start: Start): Promise<Buffer> {
  const change = "echo made > /made; rm -r /start; mkdir /start";
  return saved(engine, start, async () => {
    await runDocker(engine, ["run", "--name", CONTAINER, start.name, "sh", "-c", change]);
    await runDocker(engine, ["commit", "--message", "by hand", "--change", "ENV A=1", CONTAINER, NAME]);
    await runDocker(engine, ["rm", CONTAINER]);
  });
}

/** Saved by the engine, and written in another layout by skopeo. */
async function rewritten(start: Start, made: Promise<Buffer>, to: string): Promise<Buffer> {
  const archive = join(start.dir, "engine.tar");
  await writeFile(archive, await made);
  return copyWithSkopeo({ ...start, archive }, to);
}
