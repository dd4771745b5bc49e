import { randomBytes } from "node:crypto";
import { planArchive, writeArchive } from "#server/oci/store/archive.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import type { StoredLayer } from "#server/oci/store/manifest.ts";
import type { DockerClient } from "../client/clientSettings.ts";
import { runClient } from "../client/runClient.ts";
import type { LentImage } from "./writeLayout.ts";

/** Most images that an engine keeps for us from build to build. */
const MAX_KEPT = 16;

export interface LoadedImage extends LentImage {
  readonly layers: readonly StoredLayer[];
  readonly platform: string;
}

/**
 * Images of ours in an engine whose builder takes none from a folder: loaded under names that nobody else has, used again
 * by the next builds, and removed when they were not used for long, or at the end.
 */
export class LentImages {
  readonly #client: DockerClient;
  readonly #blobs: BlobStore;
  readonly #repository = `strata-base-${randomBytes(6).toString("hex")}`;
  /** By name, least recently used first. */
  readonly #loaded = new Map<string, Promise<void>>();
  readonly #users = new Map<string, number>();
  /** One at a time: an engine may delete an image with its last name while another name is given to it. */
  #changes: Promise<unknown> = Promise.resolve();

  constructor(client: DockerClient, blobs: BlobStore) {
    this.#client = client;
    this.#blobs = blobs;
  }

  /** The name of an image in the engine; give it back when the build has ended. */
  async lend(image: LoadedImage, signal: AbortSignal): Promise<string> {
    const id = digestOf(image.configBytes);
    const name = `${this.#repository}:${hexOf(id).slice(0, 40)}`;
    this.#users.set(name, (this.#users.get(name) ?? 0) + 1);
    const loaded = this.#loaded.get(name) ?? this.#inTurn(() => this.#load(name, image));
    this.#loaded.delete(name);
    this.#loaded.set(name, loaded);
    try {
      await loaded;
      signal.throwIfAborted();
      return name;
    } catch (error) {
      this.#loaded.delete(name);
      this.giveBack(name);
      throw error;
    }
  }

  giveBack(name: string): void {
    this.#users.set(name, Math.max(0, (this.#users.get(name) ?? 0) - 1));
    for (const old of [...this.#loaded.keys()].slice(0, Math.max(0, this.#loaded.size - MAX_KEPT))) {
      if ((this.#users.get(old) ?? 0) > 0) continue;
      this.#loaded.delete(old);
      void this.remove([old]);
    }
  }

  async close(): Promise<void> {
    const names = [...this.#loaded.keys()];
    this.#loaded.clear();
    if (names.length > 0) void this.remove(names);
    await this.#changes;
  }

  /** Removes names, and images that have no others. */
  remove(names: readonly string[]): Promise<unknown> {
    const command = this.#client.command(["image", "rm", "--no-prune", ...names]);
    return this.#inTurn(() => runClient(command, AbortSignal.timeout(10_000)));
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(change);
    this.#changes = done.catch(() => undefined);
    return done;
  }

  async #load(name: string, image: LoadedImage): Promise<void> {
    const { configBytes, layers, platform } = image;
    const plan = planArchive({
      id: digestOf(configBytes),
      tags: [name],
      layers: [...layers],
      configBytes: Buffer.from(configBytes),
      platform,
    });
    const patience = AbortSignal.timeout(300_000);
    const { code, stderr } = await runClient(
      this.#client.command(["load", "--quiet"]),
      patience,
      writeArchive(this.#blobs, plan),
    );
    if (code !== 0) throw new Error(`docker load: ${stderr.trim().slice(0, 500)}`);
  }
}
