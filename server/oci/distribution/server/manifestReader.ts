import { WorkThread } from "#server/threads/workThread.ts";
import { type Refusal, RegistryError } from "../protocol/registryError.ts";
import type { ManifestPush, PushedDigests, PushLimits } from "./pushManifest.ts";

export interface ManifestThreadData {
  /** The data folder. */
  readonly dir: string;
  readonly limits: PushLimits;
}

export type ManifestAnswer =
  | { readonly ok: true; readonly pushed: PushedDigests }
  | { readonly ok: false; readonly refusal: Refusal };

/** Most manifests at a time, whose bytes are in memory. Images are unpacked one after another. */
const MAX_OPEN = 32;
const IDLE = 60_000;

/** Stores manifests in a separate thread, which unpacks the layers of their images. */
export class ManifestReader {
  readonly #thread: WorkThread<ManifestPush, ManifestAnswer>;

  constructor(data: ManifestThreadData) {
    const module = new URL("./manifestThread.ts", import.meta.url);
    this.#thread = new WorkThread({ module, data, waiting: MAX_OPEN, idle: IDLE });
  }

  /** Throws a RegistryError, a ProblemError, or the body's error. */
  async push(push: ManifestPush, body: AsyncIterable<Uint8Array>): Promise<PushedDigests> {
    const answer = await this.#thread.ask(push, body);
    if (answer.ok) return answer.pushed;
    throw new RegistryError(answer.refusal);
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
