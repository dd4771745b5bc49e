import { join } from "node:path";
import { problemError } from "#contract/problemError.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { openLayerWriter } from "#server/oci/store/layerWriter.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import { openStepCache } from "../../cache/stepCache.ts";
import type { RunRequest } from "../session/runCommand.ts";
import { NO_DOWNLOADS } from "../sources/downloads.ts";
import type { Engine } from "./engine.ts";

/** An engine over real stores whose RUN only records its commands. */
export function openTestEngine(dir: string) {
  const blobs = openBlobStore(join(dir, "blobs"));
  const images = openImageStore({ dir, blobs });
  ensureStarterImages(images);
  const cache = openStepCache(join(dir, "cache.db"));
  const ran: string[] = [];
  const run = async ({ operation, onOutput, signal }: RunRequest) => {
    const command = operation.argv.at(-1) ?? "";
    ran.push(command);
    onOutput("stdout", Buffer.from(`${command}\n`));
    if (command === "fail") throw problemError("build/run-failed", "it failed", { exitCode: 3 });
    if (command === "wait") await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    signal.throwIfAborted();
    const writer = openLayerWriter(blobs);
    const bytes = Buffer.from(command);
    writer.add({ path: "ran", type: "file", mode: 0o644, uid: 0, gid: 0, size: bytes.length, mtime: 0 }, [bytes]);
    return writer.finish();
  };
  const decompressWithTool = () => Promise.reject(new Error("no tool is started here"));
  const engine: Engine = {
    images,
    contexts: openContextStore(blobs),
    cache,
    settings: { mirrors: [] },
    openLimits: () => ({ blobs, run, decompressWithTool, end: () => undefined }),
    maxBytes: 1e6,
    whyNoRun: async () => undefined,
    openDownloads: async () => NO_DOWNLOADS,
  };
  const close = () => {
    cache.close();
    images.close();
  };
  return { engine, ran, close };
}
