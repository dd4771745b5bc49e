import type { WorkspaceCreated, WorkspaceFile } from "#contract/workspace.ts";
import type { ScenarioAsset } from "#lessons/scenario.ts";
import type { FoundLesson } from "./lessonLibrary.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";
import type { LessonThreads } from "./lessonThreads.ts";
import type { SnapshotStore } from "./snapshotStore.ts";
import { bodyOf, contentIn, lessonWorkspace, readWorkspace, replaceContent, withFiles } from "./workspaceEdits.ts";

export interface LessonFilesOptions {
  readonly services: LessonServices;
  readonly threads: LessonThreads;
  readonly snapshots: SnapshotStore;
}

/** The files that a lesson puts into workspaces. */
export class LessonFilesService {
  readonly #options: LessonFilesOptions;

  constructor(options: LessonFilesOptions) {
    this.#options = options;
  }

  /** A new workspace with the files of the first step. */
  async create(owner: string, found: FoundLesson): Promise<WorkspaceCreated> {
    const files = await this.#assets(owner, found, [...found.intro.assets, ...(found.steps[0]?.assets ?? [])]);
    const content = lessonWorkspace(found.lesson.title, files);
    return this.#options.services.bodies.workspaces.create(owner, bodyOf(content));
  }

  /** Remembers the files as they are when a step begins. */
  async snapshot(place: WorkspacePlace, step: number): Promise<void> {
    const { services, snapshots } = this.#options;
    snapshots.take(place.id, step, contentIn(await readWorkspace(place, services)));
  }

  /** Puts the files of steps that begin, and remembers them all for the last one. What they replace becomes a version. */
  async begin(place: WorkspacePlace, found: FoundLesson, steps: readonly number[]): Promise<void> {
    const assets = steps.flatMap((step) => found.steps[step]?.assets ?? []);
    if (assets.length > 0) await this.#put(place, await this.#assets(place.owner, found, assets));
    const last = steps.at(-1);
    if (last !== undefined && last < found.steps.length) await this.snapshot(place, last);
  }

  /** Puts the files of a step as they were when it began. What they replace becomes a version. */
  async reset(place: WorkspacePlace, found: FoundLesson, step: number): Promise<void> {
    const { services, snapshots } = this.#options;
    const snapshot = snapshots.get(place.id, step);
    if (snapshot === undefined) {
      return this.#put(place, await this.#assets(place.owner, found, found.steps[step]?.assets ?? []));
    }
    const before = await readWorkspace(place, services);
    const { files } = snapshot;
    if (JSON.stringify(before.files) === JSON.stringify(files)) return;
    await replaceContent(place, before, { ...contentIn(before), files }, { services, keeps: true });
  }

  async #put(place: WorkspacePlace, files: readonly WorkspaceFile[]): Promise<void> {
    const { services } = this.#options;
    const before = await readWorkspace(place, services);
    const changed = withFiles(contentIn(before), files);
    if (changed === undefined) return;
    await replaceContent(place, before, changed.content, { services, keeps: changed.replaces });
  }

  async #assets(
    owner: string,
    { place }: FoundLesson,
    assets: readonly ScenarioAsset[],
  ): Promise<readonly WorkspaceFile[]> {
    if (assets.length === 0) return [];
    const { services, threads } = this.#options;
    const files = await threads.ask({ about: "assets", place, assets });
    for (const { blob } of files) if (blob !== undefined) await services.bodies.workspaces.noteSent(owner, blob);
    return files;
  }
}
