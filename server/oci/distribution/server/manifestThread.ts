import path from "node:path";
import { workerData } from "node:worker_threads";
import { answerQuestions } from "#server/threads/answerQuestions.ts";
import { openBlobStore } from "../../store/blobStore.ts";
import { MAX_MANIFEST } from "../../store/config.ts";
import { openImageStore } from "../../store/imageStore.ts";
import { RegistryError, registryError } from "../protocol/registryError.ts";
import type { ManifestAnswer, ManifestThreadData } from "./manifestReader.ts";
import { type ManifestPush, pushManifest } from "./pushManifest.ts";
import { openRegistryStores } from "./registryStores.ts";

const { dir, limits }: ManifestThreadData = workerData;
const stores = openRegistryStores(dir, openImageStore({ dir, blobs: openBlobStore(path.join(dir, "blobs")) }));
/** One after another: each may fill the store up to its limit. */
let last: Promise<unknown> = Promise.resolve();

answerQuestions<ManifestPush, ManifestAnswer>(async (push, body) => {
  try {
    const bytes = await readManifest(body);
    const pushed = last.then(() => pushManifest(stores, push, { bytes, limits }));
    last = pushed.catch(() => undefined);
    return { ok: true, pushed: await pushed };
  } catch (error) {
    if (error instanceof RegistryError) return { ok: false, refusal: error.refusal };
    throw error;
  }
});

async function readManifest(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > MAX_MANIFEST) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(): RegistryError {
  const message = `The manifest is larger than the limit of ${MAX_MANIFEST} bytes.`;
  return registryError("MANIFEST_INVALID", { status: 413, message });
}
