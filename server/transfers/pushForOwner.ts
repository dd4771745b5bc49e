import { familiarName, normalizedName } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import { pushImage } from "#server/oci/distribution/pushImage.ts";
import { imageDocuments } from "#server/oci/store/imageDocuments.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { settingsFor, type TransferJob, type TransferOptions } from "./transferJob.ts";
import type { TransferStores } from "./transferStores.ts";
import type { Pushed } from "./transfers.ts";

interface Push {
  readonly stores: TransferStores;
  readonly options: TransferOptions;
  readonly signal: AbortSignal;
  readonly tell: (progress: TransferProgress) => void;
}

/** Pushes the owner's image with this name to the registry in the name. Throws a ProblemError. */
export async function pushForOwner(
  job: TransferJob & { kind: "push" },
  { stores, options, signal, tell }: Push,
): Promise<Pushed> {
  const { owner, logins } = job;
  const reference = requireReference(job.reference);
  const name = familiarName(reference);
  const image = stores.images.get(owner, name);
  if (image === undefined || !image.tags.includes(name)) {
    throw problemError("image/not-found", `No image of this workspace has the name ${name}.`, {
      next: "Tag an image with the name that it should have in the registry, such as localhost:5000/app:1.",
    });
  }
  const pushed = await pushImage({
    documents: imageDocuments(stores.images, image),
    reference,
    blobs: stores.images.blobs,
    known: stores.layerBlobs.of(owner),
    settings: settingsFor(options, job, logins),
    signal,
    onProgress: tell,
  });
  return { reference: normalizedName(reference), ...pushed };
}
