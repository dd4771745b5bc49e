import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type Docker from "dockerode";
import { z } from "zod";
import type { ContainerChange, WritableLayer } from "#contract/container.ts";
import type { LayerFiles } from "#contract/image.ts";
import type { EntriesPage } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import { pathNotFound } from "../archivePath.ts";
import { containerChanges } from "../changes.ts";
import { putCommitted } from "../commit.ts";
import type { PathStat } from "../containers.ts";
import type { ChannelReceiver, ChannelSender } from "../process/channels.ts";
import { channelReadable } from "../process/channels.ts";
import type { CommitCall, ContainerView, PathCall, RuntimeCalls } from "../process/protocol.ts";
import type { Views } from "../process/viewHandlers.ts";
import type { WritableContent } from "../writable.ts";
import { contentEntries } from "../writableEntries.ts";
import { writableFiles, writableTotals } from "../writableLayer.ts";
import { captureLayer } from "./capture.ts";
import { engineProblem, refusalOf } from "./engineErrors.ts";

export interface DockerViewsOptions {
  readonly images: ImageStore;
  /** The container on the engine; it is created if it is missing. */
  readonly containerOf: (id: string) => Promise<Docker.Container>;
}

/** A writable layer that was taken from the engine. */
interface Captured extends WritableContent {
  readonly store: BlobStore;
  readonly layer: Digest;
}

/** The files of containers on an engine, whether or not they run: compared, committed, copied. */
export class DockerViews implements Views {
  readonly #options: DockerViewsOptions;

  constructor(options: DockerViewsOptions) {
    this.#options = options;
  }

  changes(view: ContainerView): Promise<ContainerChange[]> {
    return this.#captured(view, containerChanges);
  }

  files({ view, page }: RuntimeCalls["files"]["request"]): Promise<LayerFiles> {
    return this.#captured(view, (content) => writableFiles(content, page));
  }

  totals(view: ContainerView): Promise<WritableLayer> {
    return this.#captured(view, writableTotals);
  }

  entries({ view, query }: RuntimeCalls["entries"]["request"]): Promise<EntriesPage> {
    const { blobs } = this.#options.images;
    return this.#captured(view, (content) =>
      contentEntries(content, query, ({ layer, entry }) =>
        contentPieces(layer === content.layer ? content.store : blobs, { layer, entry }),
      ),
    );
  }

  async commit({ view, owner, spec, image, config, request }: CommitCall): Promise<Digest> {
    const { images } = this.#options;
    const content = await this.#capture(images.blobs, view);
    const layer = containerChanges(content).length === 0 ? undefined : content.layer;
    return putCommitted(images, { owner, spec, image, config, layer, layers: view.layers }, request);
  }

  async stat(asked: PathCall): Promise<PathStat> {
    const container = await this.#options.containerOf(asked.view.id);
    try {
      const { headers } = await container.infoArchive({ path: asked.path });
      return parseStat(headers["x-docker-container-path-stat"]);
    } catch (error) {
      throw pathProblem(error, asked);
    }
  }

  /** Resolves before the tar is sent. */
  async readArchive(asked: PathCall, output: ChannelSender): Promise<PathStat> {
    const stat = await this.stat(asked);
    const container = await this.#options.containerOf(asked.view.id);
    const tar = await container.getArchive({ path: asked.path }).catch((error: unknown) => {
      throw pathProblem(error, asked);
    });
    void send(tar, output);
    return stat;
  }

  /** Resolves before the tar is sent. */
  async export({ id }: ContainerView, output: ChannelSender): Promise<void> {
    const container = await this.#options.containerOf(id);
    const tar = await container.export().catch((error: unknown) => {
      throw engineProblem(error);
    });
    void send(tar, output);
  }

  async writeArchive(asked: PathCall, input: ChannelReceiver): Promise<void> {
    const tar = channelReadable(input);
    try {
      const container = await this.#options.containerOf(asked.view.id);
      const limit = new ByteLimit(asked.view.limitBytes);
      const sending = pipeline(tar, limit);
      sending.catch(() => undefined);
      await container.putArchive(limit, { path: asked.path }).catch((error: unknown) => {
        throw limit.exceeded ?? pathProblem(error, asked);
      });
    } finally {
      tar.destroy();
    }
  }

  /** Only looked at: nothing of it stays. */
  async #captured<T>(view: ContainerView, look: (content: Captured) => T): Promise<T> {
    const dir = mkdtempSync(join(tmpdir(), "strata-capture-"));
    try {
      return look(await this.#capture(openBlobStore(dir), view));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }

  async #capture(store: BlobStore, { id, layers, limitBytes }: ContainerView): Promise<Captured> {
    const { blobs } = this.#options.images;
    const container = await this.#options.containerOf(id);
    const { diffId, entries } = await captureLayer(store, { container, layers, blobs, limitBytes });
    const below = openFileTree(blobs, layers);
    const upper = entries.map(({ whiteout, ...entry }) => {
      return { ...entry, allocated: entry.size, ...(whiteout === "file" && { whiteout }) };
    });
    return { store, layer: diffId, entries: upper, below, merged: below.withLayer(diffId, entries) };
  }
}

/** Passes so many bytes on, and then fails. */
class ByteLimit extends Transform {
  exceeded: Error | undefined;
  #left: number;

  constructor(most: number) {
    super();
    this.#left = most;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null, data?: Buffer) => void) {
    this.#left -= chunk.length;
    if (this.#left >= 0) return done(null, chunk);
    this.exceeded = problemError("container/limit", "The copied files are larger than the container may be.", {
      next: "Copy less, or remove files in the container.",
    });
    done(this.exceeded);
  }
}

async function send(tar: NodeJS.ReadableStream, output: ChannelSender): Promise<void> {
  const source = Readable.from(tar);
  void output.stopped.then(() => source.destroy());
  try {
    for await (const bytes of source) await output.send({ bytes });
    output.end();
  } catch (error) {
    output.end(error instanceof Error ? error.message : String(error));
  }
}

const statSchema = z.object({
  name: z.string(),
  size: z.number(),
  mode: z.number(),
  mtime: z.string(),
  linkTarget: z.string(),
});

function parseStat(header: unknown): PathStat {
  const { mtime, ...stat } = statSchema.parse(JSON.parse(Buffer.from(String(header), "base64").toString()));
  return { ...stat, mtime: new Date(mtime) };
}

function pathProblem(error: unknown, asked: PathCall) {
  return refusalOf(error)?.status === 404 ? pathNotFound(asked) : engineProblem(error);
}
