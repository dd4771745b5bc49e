import type { Build, BuildRequest } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";

interface TrialImage {
  readonly owner: string;
  readonly workspace: string | undefined;
  readonly image: Digest;
}

/** The images of trials, which no list has: each until its trial is canceled, or the next one of its workspace starts. */
export class TrialImages {
  readonly #drop: (owner: string, image: Digest) => void;
  /** By build. */
  readonly #images = new Map<string, TrialImage>();

  constructor(drop: (owner: string, image: Digest) => void) {
    this.#drop = drop;
  }

  /** A trial is about to start. */
  starting(owner: string, { trial, workspace }: BuildRequest): void {
    if (trial !== true) return;
    for (const [build, of] of this.#images) if (of.owner === owner && of.workspace === workspace) this.end(build);
  }

  /** A build has finished; `isWanted`: nobody has canceled it. */
  finished(owner: string, { id, trial, workspace, image }: Build, isWanted: boolean): void {
    if (trial !== true || image === undefined) return;
    this.#images.set(id, { owner, workspace, image: image.id });
    if (!isWanted) this.end(id);
  }

  /** Nobody asks for the trial's image anymore. */
  end(build: string): void {
    const ended = this.#images.get(build);
    if (ended === undefined) return;
    this.#images.delete(build);
    if (!this.of(ended.owner).includes(ended.image)) this.#drop(ended.owner, ended.image);
  }

  of(owner: string): Digest[] {
    return [...this.#images.values()].flatMap((one) => (one.owner === owner ? [one.image] : []));
  }
}
