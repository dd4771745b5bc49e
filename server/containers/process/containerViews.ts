import { join } from "node:path";
import type { ContainerChange, WritableLayer } from "#contract/container.ts";
import type { LayerFiles } from "#contract/image.ts";
import type { EntriesPage } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { temporaryName } from "#server/oci/store/temporaryFiles.ts";
import type { PlaceRoot } from "#server/rootfs/placeEntries.ts";
import type { SnapshotStore } from "#server/rootfs/snapshotStore.ts";
import type { VolumeFolders } from "#server/rootfs/volumeFolders.ts";
import type { WritableLayers } from "#server/rootfs/writableLayers.ts";
import { commandProcess } from "#server/sandbox/executor/commandProcess.ts";
import { findArchivePath, statOf } from "../archivePath.ts";
import { archiveTar, exportTar } from "../archiveRead.ts";
import { writeArchive } from "../archiveWrite.ts";
import { containerChanges } from "../changes.ts";
import { commitContainer } from "../commit.ts";
import type { PathStat } from "../containers.ts";
import { type MergedFiles, openMergedFiles } from "../mergedFiles.ts";
import { readWritable, type Writable } from "../writable.ts";
import { writableEntries } from "../writableEntries.ts";
import { writableFiles, writableTotals } from "../writableLayer.ts";
import { type ChannelReceiver, type ChannelSender, channelReadable } from "./channels.ts";
import type { CommitCall, ContainerView, PathCall, RuntimeCalls } from "./protocol.ts";
import type { Views } from "./viewHandlers.ts";

export interface ViewTools {
  readonly images: ImageStore;
  readonly snapshots: SnapshotStore;
  readonly layers: WritableLayers;
  readonly volumes: VolumeFolders;
  /** On the file system of the layers. */
  readonly temporary: string;
  /** The process of a running container's helper. */
  readonly helperOf: (id: string) => number | undefined;
}

const never = new AbortController().signal;

/** The files of containers, whether or not they run: compared, committed, copied. */
export class ContainerViews implements Views {
  readonly #tools: ViewTools;

  constructor(tools: ViewTools) {
    this.#tools = tools;
  }

  async changes(view: ContainerView): Promise<ContainerChange[]> {
    return containerChanges(await this.#content(view));
  }

  async files({ view, page }: RuntimeCalls["files"]["request"]): Promise<LayerFiles> {
    return writableFiles(await this.#content(view), page);
  }

  async entries({ view, query }: RuntimeCalls["entries"]["request"]): Promise<EntriesPage> {
    return writableEntries(this.#tools.images.blobs, this.#writable(view), query);
  }

  async totals(view: ContainerView): Promise<WritableLayer> {
    return writableTotals(await this.#content(view));
  }

  async commit({ view, owner, spec, image, config, request }: CommitCall): Promise<Digest> {
    const { images } = this.#tools;
    const committed = { owner, writable: this.#writable(view), spec, image };
    return await commitContainer({ images, changeConfig: () => config }, committed, request, never);
  }

  async stat(asked: PathCall): Promise<PathStat> {
    return await this.#withFiles(asked.view, async (files) => statOf(files.tree, findArchivePath(files.tree, asked)));
  }

  /** Resolves before the tar is sent. */
  async readArchive(asked: PathCall, output: ChannelSender): Promise<PathStat> {
    const files = await this.#open(asked.view);
    try {
      const found = findArchivePath(files.tree, asked);
      void sendTar(archiveTar(files, found), output).finally(() => files.close());
      return statOf(files.tree, found);
    } catch (error) {
      files.close();
      throw error;
    }
  }

  /** Resolves before the tar is sent. */
  async export(view: ContainerView, output: ChannelSender): Promise<void> {
    const files = await this.#open(view);
    void sendTar(exportTar(files), output).finally(() => files.close());
  }

  async writeArchive(asked: PathCall, input: ChannelReceiver): Promise<void> {
    const { view } = asked;
    const tar = channelReadable(input);
    await this.#withFiles(view, async (files) => {
      await this.#withRoot(view, async (root) => {
        const temporary = join(this.#tools.temporary, temporaryName());
        const target = { files, root, isReadOnly: view.readOnlyRoot, temporary, limitBytes: view.limitBytes };
        await writeArchive(target, asked, tar, never);
      });
    }).finally(() => tar.destroy());
  }

  #writable({ id, layers, volumes, tmpfs }: ContainerView): Writable {
    const mountPoints = [...volumes.map(({ target }) => target), ...tmpfs];
    return { layers, upper: this.#tools.layers.make(id), mountPoints };
  }

  async #content(view: ContainerView) {
    return await readWritable(this.#tools.images.blobs, this.#writable(view));
  }

  async #open(view: ContainerView): Promise<MergedFiles> {
    const mounted = view.volumes.map(({ folder, ...volume }) => ({
      ...volume,
      files: this.#tools.volumes.filesOf(folder),
    }));
    return await openMergedFiles(this.#tools.images.blobs, this.#writable(view), mounted);
  }

  async #withFiles<T>(view: ContainerView, work: (files: MergedFiles) => Promise<T>): Promise<T> {
    const files = await this.#open(view);
    try {
      return await work(files);
    } finally {
      files.close();
    }
  }

  /** Where files are put: into the mounts of the container if it runs, otherwise into an overlay of its own. */
  async #withRoot(view: ContainerView, work: (root: PlaceRoot) => Promise<void>): Promise<void> {
    const { snapshots, layers, helperOf } = this.#tools;
    const helper = helperOf(view.id);
    const pid = helper === undefined ? undefined : commandProcess(helper);
    if (helper !== undefined && pid !== undefined) return await work({ kind: "process", helper, pid });
    const held = await layers.hold(view.id, never);
    try {
      const lowerDirs = await snapshots.lowerDirs(view.layers, () => {});
      await work({ kind: "overlay", upper: held.upper, work: held.work, lowerDirs });
    } finally {
      await held.release();
    }
  }
}

const PIECE = 64 * 1024;

async function sendTar(tar: Iterable<Uint8Array>, output: ChannelSender): Promise<void> {
  let stopped = false;
  void output.stopped.then(() => {
    stopped = true;
  });
  try {
    for (const bytes of tar) {
      for (let at = 0; at < bytes.length; at += PIECE) await output.send({ bytes: bytes.subarray(at, at + PIECE) });
      if (stopped) return;
    }
    output.end();
  } catch (error) {
    output.end(error instanceof Error ? error.message : String(error));
  }
}
