import { join } from "node:path";
import { onTestFinished } from "vitest";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { TransferService, type TransferServiceOptions } from "./transferService.ts";

/** For tests: the service over an empty store, with images that hold these layers. By default for one person. */
export function openTransfers(options: Partial<TransferServiceOptions> = {}) {
  const store = temporaryStore();
  const { dir, images, blobs } = store;
  const transfers = new TransferService({
    dir,
    registry: { mirrors: [], retryDelayMs: 1, idleTimeoutMs: 2000 },
    isOperator: () => true,
    passOf: () => "",
    keyFile: join(dir, "secret.key"),
    imageBytes: 1e9,
    keptBytes: 1e9,
    ...options,
  });
  onTestFinished(() => transfers.close());
  const putImage = (owner: string, name: string, layers: readonly Buffer[]) => {
    const diffIds = layers.map((layer) => blobs.put(layer));
    const rootfs = { type: "layers" as const, diff_ids: diffIds };
    const config = encodeImageConfig({ os: "linux", architecture: "amd64", rootfs });
    return images.put({ workspace: owner, config, layers: diffIds, tags: [name] });
  };
  return { ...store, transfers, putImage };
}

/** For tests: nobody cancels. */
export const unending = (): AbortSignal => new AbortController().signal;
