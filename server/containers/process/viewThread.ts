/** A thread of the runtime process: answers the calls about the files of containers. */
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { openSnapshotStore } from "#server/rootfs/snapshotStore.ts";
import { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import { WritableLayers } from "#server/rootfs/writableLayers.ts";
import { answerCall } from "./answerCall.ts";
import { Channels } from "./channels.ts";
import { ContainerViews } from "./containerViews.ts";
import { viewHandlers } from "./viewHandlers.ts";
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

const handlers = viewHandlers(views, channels);

parentPort?.on("message", (message: ToViewThread) => {
  if (message.type !== "view") return channels.take(message);
  const { id, helper, call } = message;
  if (helper === undefined) helpers.delete(id);
  else helpers.set(id, helper);
  void answerCall(handlers, call, (answer) => parentPort?.postMessage(answer));
});
