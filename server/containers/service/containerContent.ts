import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { CommitRequest, ContainerChange, WritableLayer } from "#contract/container.ts";
import type { ContainerConfig, LayerFiles } from "#contract/image.ts";
import type { EntriesPage, EntriesQuery } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Page } from "#server/oci/inspect/layerFiles.ts";
import { parseImageConfig } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { AskedPath } from "../archivePath.ts";
import type { CommittedFrom } from "../commit.ts";
import { containerConfig } from "../committedConfig.ts";
import type { PathStat } from "../containers.ts";
import { channelReadable, channelWritable } from "../process/channels.ts";
import type { ContainerView } from "../process/protocol.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import type { RuntimeHost } from "./runtimeHost.ts";

/** A configuration after the instructions of `docker commit --change`. */
export type ChangeConfig = (
  config: ContainerConfig,
  changes: readonly string[],
) => { readonly ok: true; readonly config: ContainerConfig } | { readonly ok: false; readonly problem: Problem };

export interface ContainerContentOptions {
  readonly host: RuntimeHost;
  readonly images: Pick<ImageStore, "get" | "blobs">;
  readonly changeConfig: ChangeConfig;
  readonly viewOf: (record: ContainerRecord) => ContainerView;
}

/** The files of containers, which only the runtime process may read. */
export class ContainerContent {
  readonly #options: ContainerContentOptions;

  constructor(options: ContainerContentOptions) {
    this.#options = options;
  }

  changes(record: ContainerRecord): Promise<ContainerChange[]> {
    return this.#call("changes", this.#view(record));
  }

  files(record: ContainerRecord, page: Page): Promise<LayerFiles> {
    return this.#call("files", { view: this.#view(record), page });
  }

  entries(record: ContainerRecord, query: EntriesQuery): Promise<EntriesPage> {
    return this.#call("entries", { view: this.#view(record), query });
  }

  totals(record: ContainerRecord): Promise<WritableLayer> {
    return this.#call("totals", this.#view(record));
  }

  async commit(record: ContainerRecord, request: CommitRequest): Promise<Digest> {
    const { owner, container } = record;
    const { spec } = container;
    const image = this.#imageOf(record);
    const changed = this.#options.changeConfig(containerConfig(spec, image.config.config), request.changes ?? []);
    if (!changed.ok) throw new ProblemError(changed.problem);
    const view = this.#view(record);
    return await this.#call("commit", { view, owner, spec, image, config: changed.config, request });
  }

  stat(record: ContainerRecord, asked: AskedPath): Promise<PathStat> {
    return this.#call("stat", { ...asked, view: this.#view(record) });
  }

  async readArchive(record: ContainerRecord, asked: AskedPath): Promise<{ stat: PathStat; tar: Readable }> {
    const view = this.#view(record);
    const { answer, tar } = await this.#receive((output) => this.#call("readArchive", { ...asked, view, output }));
    return { stat: answer, tar };
  }

  async export(record: ContainerRecord): Promise<Readable> {
    const view = this.#view(record);
    return (await this.#receive((output) => this.#call("export", { view, output }))).tar;
  }

  async #receive<Answer>(call: (output: number) => Promise<Answer>): Promise<{ answer: Answer; tar: Readable }> {
    const runtime = this.#options.host.get();
    const output = runtime.newChannel();
    const receiver = runtime.channels.receiver(output);
    try {
      return { answer: await call(output), tar: channelReadable(receiver) };
    } catch (error) {
      receiver.stop();
      throw error;
    }
  }

  async writeArchive(record: ContainerRecord, asked: AskedPath, tar: Readable): Promise<void> {
    const runtime = this.#options.host.get();
    const input = runtime.newChannel();
    const sender = runtime.channels.sender(input);
    // A tar that breaks off breaks off there too; one that is refused is read to its end.
    pipeline(tar, channelWritable(sender)).catch(() => undefined);
    await runtime.call("writeArchive", { ...asked, view: this.#view(record), input });
  }

  #view(record: ContainerRecord): ContainerView {
    return this.#options.viewOf(record);
  }

  /** Also if the image was removed: its configuration stays as long as the container. */
  #imageOf({ owner, container: { image } }: ContainerRecord): CommittedFrom {
    const { images } = this.#options;
    const stored = images.get(owner, image.id);
    if (stored === undefined) return { ref: image.ref, config: parseImageConfig(images.blobs.readAll(image.id)) };
    const { config, provenance, source, baseName, baseLayers } = stored;
    return {
      ref: image.ref,
      config,
      provenance,
      ...(source !== undefined && { source }),
      ...(baseName !== undefined && { baseName }),
      ...(baseLayers !== undefined && { baseLayers }),
    };
  }

  get #call() {
    const runtime = this.#options.host.get();
    return runtime.call.bind(runtime);
  }
}
