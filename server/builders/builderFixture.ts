import { afterAll, beforeAll } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { ContextFileInput } from "#contract/context.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { Builder, RunningEvent } from "./builder.ts";

/** A builder to test, and the stores it builds into. */
export interface BuilderFixture {
  readonly builder: Builder;
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  close(): Promise<void>;
}

export interface Attempt {
  readonly events: readonly RunningEvent[];
  readonly finished: FinishedEvent;
  /** Everything the build printed. */
  readonly log: string;
}

type Asked = Partial<BuildRequest> & { files?: readonly ContextFileInput[]; signal?: AbortSignal };

export const WORKSPACE = "suite";
export const never = new AbortController().signal;

/** Builds of one describe, whose builder is opened before its tests and closed after them. */
export class SuiteBuilds {
  #opened: BuilderFixture | undefined;
  #count = 0;

  constructor(open: () => Promise<BuilderFixture>) {
    beforeAll(async () => {
      this.#opened = await open();
    });
    afterAll(async () => {
      await this.#opened?.close();
    });
  }

  get fixture(): BuilderFixture {
    if (this.#opened === undefined) throw new Error("the builder is open while tests run");
    return this.#opened;
  }

  readonly attempt = async (dockerfileText: string, request: Asked = {}): Promise<Attempt> => {
    const { files = [], signal = never, ...rest } = request;
    const context = this.fixture.contexts.fromFiles(files);
    const events: RunningEvent[] = [];
    this.#count += 1;
    const job = {
      id: `suite-${this.#count}`,
      workspace: WORKSPACE,
      request: { context: context.digest, dockerfileText, ...rest },
    };
    const finished = await this.fixture.builder.build(job, (event) => events.push(event), signal);
    const log = events.map((event) => (event.type === "log" ? event.text : "")).join("");
    return { events, finished, log };
  };

  readonly build = async (...given: Parameters<SuiteBuilds["attempt"]>): Promise<Attempt & { image: StoredImage }> => {
    const outcome = await this.attempt(...given);
    if (outcome.finished.image === undefined) throw new Error(JSON.stringify(outcome.finished));
    return { ...outcome, image: this.fixture.images.require(WORKSPACE, outcome.finished.image.id) };
  };

  /** A file of an image. */
  readonly text = (image: StoredImage, path: string): string | undefined => {
    const { blobs } = this.fixture.images;
    const tree = openFileTree(
      blobs,
      image.layers.map(({ diffId }) => diffId),
    );
    const found = tree.lookup(path);
    return found && readContent(blobs, found.node.inode).toString();
  };
}
