import { parsePlatform } from "#contract/names/platform.ts";
import { ProblemError } from "#contract/problemError.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { Waiting } from "./patience.ts";
import type { PullProgress } from "./pullImage.ts";
import type { RegistrySettings } from "./registrySettings.ts";
import { resolveImage } from "./resolveImage.ts";

export interface PullOptions extends Partial<RegistrySettings> {
  readonly platform?: string;
  readonly mode?: "prefer-kept" | "refresh";
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly onWait?: (waiting: Waiting) => void;
}

/** For tests: a store, and `pull` into it. By default without mirrors, and with quick retries. */
export function puller(store: ImageStore = temporaryStore().images) {
  const resolve = async (name: string, options: PullOptions = {}) => {
    const { platform = "linux/amd64", mode = "refresh", signal = new AbortController().signal } = options;
    const { onProgress, onWait } = options;
    const parsed = parsePlatform(platform, hostPlatform());
    if (!parsed.ok) throw new Error(parsed.error);
    return await resolveImage({
      reference: requireReference(name),
      platform: parsed.platform,
      store,
      settings: { mirrors: [], retryDelayMs: 1, ...options },
      mode,
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(onWait === undefined ? {} : { onWait }),
    });
  };
  return { store, resolve, pull: async (name: string, options?: PullOptions) => (await resolve(name, options)).image };
}

/** For tests: the problem that an action fails with. */
export async function problemOf(action: Promise<unknown>) {
  try {
    await action;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error("it went well");
}

/** For tests: a layer with one file. */
export function tarOf(path: string, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const header = tarHeader({ path, type: "file", mode: 0o644, uid: 0, gid: 0, size: bytes.length, mtime: 0 });
  return Buffer.concat([header, bytes, tarPadding(bytes.length), TAR_END]);
}
