import { problem } from "#contract/problem.ts";
import { ProblemError } from "#server/images/problemError.ts";
import { WorkThread } from "#server/threads/workThread.ts";
import type { FoundArchive } from "./foundArchive.ts";
import type { ImageLook } from "./imageLooks.ts";
import type { ImageAnswer, ImageQuestion } from "./imageThread.ts";

/** Longest time for one look: two million files take some ten seconds. */
const PATIENCE = 60_000;
/** What was opened last is ready for so long; then its memory is given back. */
const IDLE = 60_000;

/** Whose image. */
interface Place {
  readonly workspace: string;
  readonly ref: string;
}

/** Looks into images, in a thread of its own: one that is made to be slow delays other looks, and nothing else. */
export class ImageDesk {
  readonly #thread: WorkThread<ImageQuestion, ImageAnswer>;

  /** `dir`: the data folder. */
  constructor(dir: string) {
    const module = new URL("./imageThread.ts", import.meta.url);
    this.#thread = new WorkThread({ module, data: dir, idle: IDLE, patience: PATIENCE, tooLong });
  }

  /** What is seen there, as JSON. Throws a ProblemError. */
  look(place: Place, look: ImageLook): Promise<Uint8Array> {
    return this.#json({ about: "look", ...place, look });
  }

  /** What a FROM would start from, as JSON. Throws a ProblemError. */
  base(place: Place, platform: string | undefined): Promise<Uint8Array> {
    return this.#json({ about: "base", ...place, ...(platform !== undefined && { platform }) });
  }

  /** Throws a ProblemError. */
  async archive(place: Place): Promise<FoundArchive> {
    const found = await this.#thread.ask({ about: "archive", ...place });
    if (found instanceof Uint8Array) throw new TypeError("an archive was asked for");
    return found;
  }

  close(): Promise<void> {
    return this.#thread.close();
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
