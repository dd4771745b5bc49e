/** A thread of the runtime process: answers the calls about the files of containers. */
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { openSnapshotStore } from "#server/rootfs/snapshotStore.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { WritableLayers } from "#server/rootfs/writableLayers.ts";
import { answerCall, type Handlers } from "./answerCall.ts";
import { Channels } from "./channels.ts";
import { ContainerViews } from "./containerViews.ts";
import type { ViewCallName } from "./viewCalls.ts";
import type { ToViewThread } from "./viewRelay.ts";

const dataDir = String(workerData);
const dir = join(dataDir, "snapshots");
const blobs = openBlobStore(join(dataDir, "blobs"));
/** Process IDs of the helpers of running containers. */
const helpers = new Map<string, number>();
const views = new ContainerViews({
  images: openImageStore({ dir: dataDir, blobs }),
  snapshots: openSnapshotStore(dir, blobs),
  layers: new WritableLayers(dir),
  volumes: new VolumeFolders(dir),
  temporary: join(dir, "tmp"),
  helperOf: (id) => helpers.get(id),
});
const channels = new Channels((message) => parentPort?.postMessage(message));

const HANDLERS: Handlers<ViewCallName> = {
  changes: (view) => views.changes(view),
  files: ({ view, page }) => views.files(view, page),
  entries: ({ view, query }) => views.entries(view, query),
  totals: (view) => views.totals(view),
  commit: (call) => views.commit(call),
  stat: (call) => views.stat(call),
  readArchive: ({ output, ...call }) => views.readArchive(call, channels.sender(output)),
  export: async ({ view, output }) => {
    await views.export(view, channels.sender(output));
    return undefined;
  },
  writeArchive: async ({ input, ...call }) => {
    await views.writeArchive(call, channels.receiver(input));
    return undefined;
  },
};

parentPort?.on("message", (message: ToViewThread) => {
  if (message.type !== "view") return channels.take(message);
  const { id, helper, call } = message;
  if (helper === undefined) helpers.delete(id);
  else helpers.set(id, helper);
  void answerCall(HANDLERS, call, (answer) => parentPort?.postMessage(answer));
});
