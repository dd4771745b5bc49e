import { execFileSync } from "node:child_process";
import { closeSync, createWriteStream, existsSync, fstatSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { scanTar } from "#server/oci/tar/tarScan.ts";
import { buildxFlags } from "./buildxFlags.ts";
import { DockerClient, type DockerOutput } from "./dockerClient.ts";
import { type Case, NOT_CONTEXT } from "./readCase.ts";

/** A built image, wherever it was built: its configuration and its layers in the blob store. */
export interface ComparedImage {
  readonly config: ImageConfig;
  readonly layers: readonly Digest[];
}

export type ReferenceResult =
  | { readonly ok: true; readonly image: ComparedImage }
  | { readonly ok: false; readonly line: number | undefined; readonly message: string };

/** The reference: BuildKit in a Docker engine. */
export class ReferenceEngine {
  readonly #docker: DockerClient;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#docker = new DockerClient(env);
  }

  /** Takes away what was written for the engine, and the images that it has of the cases. */
  async close(): Promise<void> {
    this.#docker.close();
    const { stdout } = await this.#docker.run(["images", "-q", "strata-compare"]);
    const ids = [...new Set(stdout.split("\n").filter(Boolean))];
    if (ids.length > 0) await this.#docker.run(["rmi", "-f", ...ids]);
  }

  /** Builds a case with BuildKit and puts its layers into `blobs`. */
  async build(test: Case, blobs: BlobStore): Promise<ReferenceResult> {
    const context = join(this.#docker.here, test.id);
    copyFolder(test.dir, context);
    const named = join(test.dir, "contexts");
    if (existsSync(named)) copyFolder(named, `${context}.contexts`);
    for (const path of NOT_CONTEXT) rmSync(join(context, path), { recursive: true, force: true });
    const tag = `strata-compare:${test.id}`;
    const flags = buildxFlags(test, { here: this.#docker.here, inside: this.#docker.inside });
    const built = await this.#docker.run([
      "build",
      "--progress=plain",
      "-t",
      tag,
      ...flags,
      join(this.#docker.inside, test.id),
    ]);
    if (built.code !== 0) {
      const line = /^Dockerfile:(\d+)$/m.exec(built.stderr)?.[1];
      const message = /^ERROR: (.*)$/m.exec(built.stderr)?.[1] ?? built.stderr.trim().split("\n").at(-1) ?? "";
      return { ok: false, line: line === undefined ? undefined : Number(line), message };
    }
    const file = `${test.id}.tar`;
    const saved = await this.#docker.run(["save", "-o", join(this.#docker.inside, file), tag]);
    if (saved.code !== 0) throw new Error(`docker save failed: ${saved.stderr}`);
    const image = readSaved(join(this.#docker.here, file), blobs);
    rmSync(join(this.#docker.here, file), { force: true });
    return { ok: true, image };
  }

  /** Loads our archive and runs it; gives what it prints. */
  async loadAndRun(archive: AsyncIterable<Uint8Array>, name: string, tag: string): Promise<DockerOutput> {
    const loaded = await this.load(archive, name);
    if (loaded.code !== 0) return loaded;
    return await this.#docker.run(["run", "--rm", "--network=none", tag]);
  }

  async load(archive: AsyncIterable<Uint8Array>, name: string): Promise<DockerOutput> {
    const file = `${name}-ours.tar`;
    await pipeline(archive, createWriteStream(join(this.#docker.here, file)));
    const loaded = await this.#docker.run(["load", "-i", join(this.#docker.inside, file)]);
    rmSync(join(this.#docker.here, file), { force: true });
    return loaded;
  }
}

/** With the times of folders and links too, which Node's own copy does not keep. */
function copyFolder(from: string, to: string): void {
  execFileSync("cp", ["-a", `${from}/.`, to]);
}

/** Reads what `docker save` wrote: the configuration, and each layer into the store. */
function readSaved(path: string, blobs: BlobStore): ComparedImage {
  const fd = openSync(path, "r");
  try {
    const members = new Map([...scanTar(fd, fstatSync(fd).size)].map((member) => [member.path, member]));
    const text = (name: string) => {
      const member = members.get(name);
      if (member === undefined) throw new Error(`docker save wrote no ${name}`);
      return readPart(path, member.offset, member.size);
    };
    const [manifest] = JSON.parse(text("manifest.json").toString());
    const config: ImageConfig = JSON.parse(text(manifest.Config).toString());
    const layers = manifest.Layers.map((name: string) => blobs.put(text(name)));
    return { config, layers };
  } finally {
    closeSync(fd);
  }
}

function readPart(path: string, offset: number, size: number): Buffer {
  const fd = openSync(path, "r");
  const bytes = Buffer.alloc(size);
  readSync(fd, bytes, 0, size, offset);
  closeSync(fd);
  return bytes;
}
