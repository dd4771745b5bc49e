import path from "node:path";
import { workerData } from "node:worker_threads";
import type { TransferProgress } from "#contract/transfer.ts";
import { checkLogin } from "#server/oci/distribution/checkLogin.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { type AskerContact, answerQuestions } from "#server/threads/answerQuestions.ts";
import { pullForOwner } from "./pullForOwner.ts";
import { pushForOwner } from "./pushForOwner.ts";
import { settingsFor, type TransferJob, type TransferOptions } from "./transferJob.ts";
import { openTransferStores } from "./transferStores.ts";
import type { Pulled, Pushed } from "./transfers.ts";
import { withoutPasswords } from "./withoutPasswords.ts";

export type TransferAnswer = Pulled | Pushed | undefined;

const options: TransferOptions = workerData;
const { dir } = options;
const stores = openTransferStores(dir, openImageStore({ dir, blobs: openBlobStore(path.join(dir, "blobs")) }));

answerQuestions<TransferJob, TransferAnswer>(async (job, _body, contact) => {
  try {
    return await answer(job, contact);
  } catch (error) {
    throw withoutPasswords(error, job.kind === "login" ? [job.credentials] : Object.values(job.logins));
  }
});

async function answer(job: TransferJob, { signal, tell }: AskerContact): Promise<TransferAnswer> {
  const work = { stores, options, signal, tell: (progress: TransferProgress) => tell(progress) };
  switch (job.kind) {
    case "pull":
      return await pullForOwner(job, work);
    case "push":
      return await pushForOwner(job, work);
    case "login":
      await checkLogin(job.registry, job.credentials, { settings: settingsFor(options, "login", {}), signal });
      return undefined;
  }
}
