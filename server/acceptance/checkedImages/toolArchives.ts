import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runDocker, runTool } from "./imageTools.ts";

/** What a tool starts with. */
export interface Start {
  /** An archive with an image of this name that our own server wrote. */
  readonly archive: string;
  readonly name: string;
  /** A folder of the tool's own. */
  readonly dir: string;
}

export interface ToolArchive {
  /** All that have to be there. */
  readonly tools: readonly string[];
  readonly make: (start: Start) => Promise<Buffer>;
}

const DOCKERFILE = `COPY Dockerfile /tool/Dockerfile
RUN echo tool > /tool/made && rm /start/gone && chmod 600 /start/kept && ln /start/linked /start/again
ENV TOOL=1
LABEL made.by=tool
CMD ["cat", "/tool/made"]
`;

async function skopeo({ archive, dir }: Start, to: string, ...flags: string[]): Promise<Buffer> {
  const file = join(dir, "copied.tar");
  await runTool("skopeo", "copy", "--quiet", ...flags, `docker-archive:${archive}`, `${to}:${file}:tool/copied:1`);
  return readFile(file);
}

/** Storage of its own, with a driver that works on any file system. */
function podmanIn(dir: string) {
  const storage = ["--root", join(dir, "storage"), "--runroot", join(dir, "run"), "--storage-driver", "vfs"];
  return (...args: string[]) => runTool("podman", ...storage, ...args);
}

async function podman({ archive, name, dir }: Start, format: string, ...flags: string[]): Promise<Buffer> {
  const podman = podmanIn(dir);
  const context = join(dir, "context");
  await mkdir(context);
  await writeFile(join(context, "Dockerfile"), `FROM docker.io/library/${name}\n${DOCKERFILE}`);
  await podman("load", "--quiet", "--input", archive);
  const build = ["build", "--quiet", "--isolation", "chroot", "--network", "host", "--pull=never"];
  await podman(...build, ...flags, "--tag", "tool/podman:1", context);
  return saveFromPodman(podman, dir, format);
}

async function saveFromPodman(podman: (...args: string[]) => Promise<void>, dir: string, format: string) {
  const file = join(dir, "saved.tar");
  await podman("save", "--quiet", "--format", format, "--output", file, "tool/podman:1");
  return readFile(file);
}

async function umoci({ archive, dir }: Start, change: (image: string) => Promise<void>): Promise<Buffer> {
  const layout = join(dir, "layout");
  await runTool("skopeo", "copy", "--quiet", `docker-archive:${archive}`, `oci:${layout}:made`);
  await change(`${layout}:made`);
  await runTool("umoci", "gc", "--layout", layout);
  return tarOf(layout);
}

async function tarOf(folder: string): Promise<Buffer> {
  await runTool("tar", "-cf", `${folder}.tar`, "-C", folder, ".");
  return readFile(`${folder}.tar`);
}

async function repack(image: string, dir: string): Promise<void> {
  const bundle = join(dir, "bundle");
  await runTool("umoci", "unpack", "--image", image, bundle);
  const root = join(bundle, "rootfs");
  await writeFile(join(root, "start", "kept"), "other content\n");
  await rm(join(root, "start", "gone"));
  await cp(join(root, "bin"), join(root, "tool"), { recursive: true });
  await runTool("umoci", "repack", "--image", image, bundle);
  await runTool("umoci", "config", "--image", image, "--config.env", "TOOL=umoci", "--config.user", "7:8");
}

const ENGINE_NAME = "strata-numbers-test:1";

/** Builds in the engine and saves; nothing of it stays there. */
async function engine({ archive, name }: Start, make: () => Promise<unknown>): Promise<Buffer> {
  await runDocker(["load", "--quiet"], await readFile(archive));
  try {
    await make();
    return await runDocker(["save", ENGINE_NAME]);
  } finally {
    await runDocker(["image", "rm", ENGINE_NAME, name]);
  }
}

const engineBuild = (start: Start, lines: string, env = {}) =>
  engine(start, () => runDocker(["build", "--quiet", "--tag", ENGINE_NAME, "-"], `FROM ${start.name}\n${lines}`, env));

const ON_STDIN = DOCKERFILE.replace("COPY Dockerfile /tool/Dockerfile", "WORKDIR /tool");
const built = (start: Start) => engineBuild(start, ON_STDIN);
const builtByOld = (start: Start) => engineBuild(start, ON_STDIN, { DOCKER_BUILDKIT: "0" });

/** Saved by the engine, and written in another layout by skopeo. */
async function rewritten(start: Start, saved: Promise<Buffer>, to: string): Promise<Buffer> {
  const archive = join(start.dir, "engine.tar");
  await writeFile(archive, await saved);
  return skopeo({ ...start, archive }, to);
}

async function commitInEngine(start: Start): Promise<Buffer> {
  return engine(start, async () => {
    const name = "strata-numbers-test";
    await runDocker(["run", "--name", name, start.name, "sh", "-c", "echo made > /made; rm -r /start; mkdir /start"]);
    await runDocker(["commit", "--message", "by hand", "--change", "ENV A=1", name, ENGINE_NAME]);
    await runDocker(["rm", name]);
  });
}

/** Archives that real tools write, by how: each on top of the same image. */
export const TOOL_ARCHIVES: Readonly<Record<string, ToolArchive>> = {
  "skopeo, as docker save was before": { tools: ["skopeo"], make: (start) => skopeo(start, "docker-archive") },
  "skopeo, an OCI archive": { tools: ["skopeo"], make: (start) => skopeo(start, "oci-archive") },
  "skopeo, an OCI archive with zstd": {
    tools: ["skopeo"],
    make: (start) => skopeo(start, "oci-archive", "--dest-compress-format", "zstd"),
  },
  "skopeo, an OCI archive with plain layers": {
    tools: ["skopeo"],
    make: (start) => skopeo(start, "oci-archive", "--dest-oci-accept-uncompressed-layers"),
  },
  "podman, a docker archive": { tools: ["podman"], make: (start) => podman(start, "docker-archive") },
  "podman, an OCI archive": { tools: ["podman"], make: (start) => podman(start, "oci-archive") },
  "podman, its own layers squashed": { tools: ["podman"], make: (start) => podman(start, "oci-archive", "--squash") },
  "podman, one layer": { tools: ["podman"], make: (start) => podman(start, "oci-archive", "--squash-all") },
  "podman, Docker's types": {
    tools: ["podman"],
    make: (start) => podman(start, "docker-archive", "--format", "docker", "--timestamp", "5"),
  },
  "umoci, repacked": {
    tools: ["skopeo", "umoci"],
    make: (start) => umoci(start, (image) => repack(image, start.dir)),
  },
  "umoci, inserted": {
    tools: ["skopeo", "umoci"],
    make: (start) =>
      umoci(start, async (image) => {
        await runTool("umoci", "insert", "--image", image, start.archive, "/inserted");
        await runTool("umoci", "insert", "--image", image, "--whiteout", "/start/gone");
        await runTool("umoci", "insert", "--image", image, "--opaque", "/etc/apt", "/start");
      }),
  },
  "umoci, without history": {
    tools: ["skopeo", "umoci"],
    make: (start) => umoci(start, (image) => runTool("umoci", "config", "--image", image, "--clear", "config.env")),
  },
  "docker build, saved": { tools: ["docker"], make: built },
  "docker build, in docker save's layout of before": {
    tools: ["docker", "skopeo"],
    make: (start) => rewritten(start, built(start), "docker-archive"),
  },
  "docker build, an OCI archive": {
    tools: ["docker", "skopeo"],
    make: (start) => rewritten(start, built(start), "oci-archive"),
  },
  "docker's old builder, saved": { tools: ["docker"], make: builtByOld },
  "docker's old builder, in docker save's layout of before": {
    tools: ["docker", "skopeo"],
    make: (start) => rewritten(start, builtByOld(start), "docker-archive"),
  },
  "docker commit, saved": { tools: ["docker"], make: commitInEngine },
};
