import { z } from "zod";
import type { LayerFiles, Stack } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { FoundContent } from "#server/oci/inspect/file/fileContent.ts";
import type { FolderPage } from "#server/oci/inspect/file/folderRows.ts";
import type { ListedLayers } from "#server/shares/listedLayers.ts";
import { WorkThread } from "#server/threads/workThread.ts";
import type { ComparisonLook } from "./comparisonLooks.ts";
import type { FoundArchive } from "./foundArchive.ts";
import type { ImageLook, ShellLook } from "./imageLooks.ts";
import type { ImageAnswer, ImageQuestion } from "./imageThread.ts";
import type { LayersLook } from "./layersLooks.ts";
import type { SharedLook } from "./sharedLooks.ts";

/** Longest time for one view: two million files take about ten seconds. */
const PATIENCE = 60_000;
/** The image opened last stays in memory for this long. */
const IDLE = 60_000;
/** Each view of 60,000 files makes some megabytes of lists that only the answer needs. */
const NEW_MEGABYTES = 8;

const shellSchema = z.object({ shell: z.string().nullable() });

/** An image and its workspace. */
interface Place {
  readonly workspace: string;
  readonly ref: string;
}

/** What a look answers, for those who work on with it. */
interface LookedAt {
  readonly stack: Stack;
  readonly content: FoundContent;
  readonly folder: FolderPage;
  readonly changes: LayerFiles;
}

/** Reads images in a separate thread: one designed to be slow delays only other views of images. */
export class ImageReader {
  readonly #thread: WorkThread<ImageQuestion, ImageAnswer>;

  /** `dir`: the data folder. `idle`: milliseconds after which the thread ends and frees its memory. */
  constructor(dir: string, { idle = IDLE } = {}) {
    const module = new URL("./imageThread.ts", import.meta.url);
    this.#thread = new WorkThread({
      module,
      data: dir,
      idle,
      newMegabytes: NEW_MEGABYTES,
      patience: PATIENCE,
      tooLong,
    });
  }

  /** For an image that is about to be stored: whoever stores it is likely to look at it. */
  warm(): void {
    this.#thread.warm();
  }

  /** A view of an image, as JSON. Throws a ProblemError. */
  look(place: Place, look: ImageLook): Promise<Uint8Array> {
    return this.#json({ about: "look", ...place, look });
  }

  /** The same as a value. Throws a ProblemError. */
  async lookAt<At extends keyof LookedAt>(place: Place, look: ImageLook & { readonly at: At }): Promise<LookedAt[At]> {
    // Said by our own thread, which has no other answer to this.
    return JSON.parse(Buffer.from(await this.look(place, look)).toString());
  }

  /** A view of two images side by side, as JSON. Throws a ProblemError. */
  compare(workspace: string, look: ComparisonLook): Promise<Uint8Array> {
    return this.#json({ about: "comparison", workspace, look });
  }

  /** Records the size of the images of a workspace that are listed without. Throws a ProblemError. */
  async countContent(workspace: string): Promise<void> {
    await this.#json({ about: "content", workspace });
  }

  /** What a step of a build did, as JSON. Throws a ProblemError. */
  layers(look: LayersLook): Promise<Uint8Array> {
    return this.#json({ about: "layers", look });
  }

  /** The members of a layer, as they are stored beside it. Throws a ProblemError. */
  layerIndex(diffId: Digest): Promise<Uint8Array> {
    return this.#json({ about: "index", diffId });
  }

  /** A view of the lists of files in a share, as JSON. Throws a ProblemError. */
  shared(shared: ListedLayers, look: SharedLook): Promise<Uint8Array> {
    return this.#json({ about: "shared", shared, look });
  }

  /** A shell that layers have; undefined if there is none. Throws a ProblemError. */
  async shell(look: ShellLook): Promise<string | undefined> {
    const json = Buffer.from(await this.#json({ about: "shell", look })).toString();
    return shellSchema.parse(JSON.parse(json)).shell ?? undefined;
  }

  /** The base image of a FROM, as JSON. Throws a ProblemError. */
  base(place: Place, platform: string | undefined): Promise<Uint8Array> {
    return this.#json({ about: "base", ...place, ...(platform !== undefined && { platform }) });
  }

  /** Those of several that are stored, as JSON. */
  bases(workspace: string, refs: readonly string[], platform: string | undefined): Promise<Uint8Array> {
    return this.#json({ about: "bases", workspace, refs, ...(platform !== undefined && { platform }) });
  }

  /** Throws a ProblemError. */
  archive(place: Place): Promise<FoundArchive> {
    return this.#plan({ about: "archive", ...place });
  }

  /** Several images in one archive. Throws a ProblemError. */
  archives(workspace: string, refs: readonly string[]): Promise<FoundArchive> {
    return this.#plan({ about: "archives", workspace, refs });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #plan(question: ImageQuestion): Promise<FoundArchive> {
    const found = await this.#thread.ask(question);
    if (found instanceof Uint8Array) throw new TypeError("an archive was asked for");
    return found;
  }

  async #json(question: ImageQuestion): Promise<Uint8Array> {
    const answer = await this.#thread.ask(question);
    if (answer instanceof Uint8Array) return answer;
    throw new TypeError("a look was asked for");
  }
}

function tooLong(patience: number): ProblemError {
  const detail = `Reading the image took longer than ${patience / 1000} seconds. It has too many files.`;
  return new ProblemError(problem("request/too-large", detail));
}
