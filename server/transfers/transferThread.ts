import path from "node:path";
import { workerData } from "node:worker_threads";
import type { Digest } from "#contract/names/digest.ts";
import type { LoadedImage, TransferProgress } from "#contract/transfer.ts";
import { importImage } from "#server/oci/archive/importImage.ts";
import { type LoadLimits, loadArchive } from "#server/oci/archive/loadArchive.ts";
import { checkLogin } from "#server/oci/distribution/checkLogin.ts";
import { type Credentials, DEFAULT_PULL_LIMITS } from "#server/oci/distribution/registrySettings.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { freeBytes } from "#server/oci/store/freeBytes.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { type AskerContact, answerQuestions } from "#server/threads/answerQuestions.ts";
import { pullForOwner } from "./pullForOwner.ts";
import { pushForOwner } from "./pushForOwner.ts";
import { settingsFor, type TransferJob, type TransferOptions } from "./transferJob.ts";
import { openTransferStores } from "./transferStores.ts";
import type { Pulled, Pushed } from "./transfers.ts";
import { withoutPasswords } from "./withoutPasswords.ts";

export type TransferAnswer = Pulled | Pushed | readonly LoadedImage[] | Digest | undefined;

/** Files of an archive: 1000 images of some layers, each with three files in the old layout. */
const MAX_ENTRIES = 50_000;

const options: TransferOptions = workerData;
const { dir } = options;
const stores = openTransferStores(dir, openImageStore({ dir, blobs: openBlobStore(path.join(dir, "blobs")) }));

answerQuestions<TransferJob, TransferAnswer>(async (job, body, contact) => {
  try {
    return await answer(job, body, contact);
  } catch (error) {
    throw withoutPasswords(error, credentialsIn(job));
  }
});

function credentialsIn(job: TransferJob): Credentials[] {
  if (job.kind === "login") return [job.credentials];
  return job.kind === "pull" || job.kind === "push" ? Object.values(job.logins) : [];
}

async function answer(
  job: TransferJob,
  body: AsyncIterable<Uint8Array>,
  { signal, tell }: AskerContact,
): Promise<TransferAnswer> {
  const work = { stores, options, signal, tell: (progress: TransferProgress) => tell(progress) };
  switch (job.kind) {
    case "pull":
      return await pullForOwner(job, work);
    case "push":
      return await pushForOwner(job, work);
    case "load":
      return await loadArchive(stores.images, job.owner, stoppable(body, signal), loadLimits());
    case "import": {
      const limit = loadLimits().image.maxImageBytes;
      return await importImage(stores.images, job.owner, stoppable(body, signal), { ...job.options, limit });
    }
    case "login":
      await checkLogin(job.registry, job.credentials, { settings: settingsFor(options, job, {}), signal });
      return undefined;
  }
}

/** An archive may hold what the store has room for. */
function loadLimits(): LoadLimits {
  const free = freeBytes(stores.images, options.keptBytes, stores.keptBlobs());
  const image = { ...DEFAULT_PULL_LIMITS, maxImageBytes: Math.min(options.imageBytes, free) };
  return { bytes: free, entries: MAX_ENTRIES, image };
}

async function* stoppable(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    signal.throwIfAborted();
    yield piece;
  }
  signal.throwIfAborted();
}
