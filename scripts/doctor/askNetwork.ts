import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { familiarName } from "../../contract/names/reference.ts";
import { ProblemError } from "../../contract/problemError.ts";
import { STARTER_IMAGE } from "../../contract/starterImage.ts";
import type { Config } from "../../server/config.ts";
import { createApp } from "../../server/http/app.ts";
import { listen } from "../../server/listen.ts";
import { endpointsOf } from "../../server/oci/distribution/endpoints.ts";
import { listTags } from "../../server/oci/distribution/listTags.ts";
import { openBlobStore } from "../../server/oci/store/blobStore.ts";
import { openImageStore } from "../../server/oci/store/imageStore.ts";
import { requireReference } from "../../server/oci/store/requireReference.ts";
import { readSeed } from "../../server/oci/store/seedImages.ts";
import { registrySettingsOf } from "../../server/registrySettingsOf.ts";
import { StartError } from "../../server/startError.ts";
import type { Network } from "./judgeAccess.ts";

const PATIENCE_MS = 5000;

/** Why the server could not listen; undefined if it could. */
export async function tryPort(config: Config): Promise<string | undefined> {
  const app = createApp("silent");
  try {
    await listen(app, config);
    return undefined;
  } catch (error) {
    if (error instanceof StartError) return error.message;
    throw error;
  } finally {
    await app.close();
  }
}

/** Addresses of this machine in networks, IPv4. */
export function ownAddresses(): readonly string[] {
  const all = Object.values(os.networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address);
}

/** Asks Docker Hub, or its mirrors, for an image that they all have. */
export async function askRegistry(config: Config): Promise<Network> {
  const reference = requireReference("busybox");
  const settings = registrySettingsOf(config);
  const asked = endpointsOf(reference, settings).map(({ name }) => name);
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    await listTags(reference, settings, patience);
    return { asked };
  } catch (error) {
    if (patience.aborted) return { asked, refusal: `${asked.join(" and ")} did not answer in 5 s` };
    if (error instanceof ProblemError) return { asked, refusal: error.problem.detail };
    throw error;
  }
}

/** What FROM can name without a network: the starter image, those of the seed, and what was pulled before. */
export function imagesAtHand({ dataDir, seed }: Pick<Config, "dataDir" | "seed">): readonly string[] {
  const seeded = seed === undefined ? [] : (readSeed(seed) ?? []);
  const names = [...seeded, ...pulledBefore(dataDir)].map(({ reference }) => familiarName(requireReference(reference)));
  return [...new Set([STARTER_IMAGE, ...names])].sort();
}

function pulledBefore(dir: string): readonly { readonly reference: string }[] {
  if (!fs.existsSync(path.join(dir, "images.db"))) return [];
  const store = openImageStore({ dir, blobs: openBlobStore(path.join(dir, "blobs")) });
  try {
    return store.listPulled().filter(({ origin }) => origin !== "starter");
  } finally {
    store.close();
  }
}
