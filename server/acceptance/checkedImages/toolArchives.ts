import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dockerArchives } from "./dockerArchives.ts";
import { runTool } from "./imageTools.ts";
import { copyWithSkopeo, type Start, TOOL_DOCKERFILE, type ToolArchive } from "./toolArchive.ts";

/** Storage of its own, with a driver that works on any file system. */
function podmanIn(dir: string) {
  const storage = ["--root", join(dir, "storage"), "--runroot", join(dir, "run"), "--storage-driver", "vfs"];
  return (...args: string[]) => runTool("podman", ...storage, ...args);
}

async function podman({ archive, name, dir }: Start, format: string, ...flags: string[]): Promise<Buffer> {
  const podman = podmanIn(dir);
  const context = join(dir, "context");
  await mkdir(context);
  await writeFile(join(context, "Dockerfile"), `FROM docker.io/library/${name}\n${TOOL_DOCKERFILE}`);
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

/** Archives that real tools write, by how: each on top of the same image. */
export const TOOL_ARCHIVES: Readonly<Record<string, ToolArchive>> = {
  "skopeo, as docker save was before": { tools: ["skopeo"], make: (start) => copyWithSkopeo(start, "docker-archive") },
  "skopeo, an OCI archive": { tools: ["skopeo"], make: (start) => copyWithSkopeo(start, "oci-archive") },
  "skopeo, an OCI archive with zstd": {
    tools: ["skopeo"],
    make: (start) => copyWithSkopeo(start, "oci-archive", "--dest-compress-format", "zstd"),
  },
  "skopeo, an OCI archive with plain layers": {
    tools: ["skopeo"],
    make: (start) => copyWithSkopeo(start, "oci-archive", "--dest-oci-accept-uncompressed-layers"),
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
  ...dockerArchives("docker"),
  ...dockerArchives("docker with containerd"),
};
