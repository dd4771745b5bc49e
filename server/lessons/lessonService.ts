import type { DatabaseSync } from "node:sqlite";
import type { z } from "zod";
import type { LessonEntry, LessonProgress, lessonAnswerSchema, lessonMoveSchema } from "#contract/lesson.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { AnswerLimit } from "./answerLimit.ts";
import { CommandLog } from "./commandLog.ts";
import { JudgeQueue } from "./judgeQueue.ts";
import { lessonChanges } from "./lessonChanges.ts";
import { openLessonDatabase } from "./lessonDatabase.ts";
import { LessonFilesService } from "./lessonFiles.ts";
import type { LessonRoots } from "./lessonFolders.ts";
import { LessonJudge } from "./lessonJudge.ts";
import { LessonLibrary } from "./lessonLibrary.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";
import { LessonThreads } from "./lessonThreads.ts";
import { begunAgain, firstState, movedTo, shownProgress } from "./progress.ts";
import { openProgress, type ProgressState, type ProgressStore } from "./progressStore.ts";
import { ScriptRunner } from "./scriptRunner.ts";
import { openSnapshots, type SnapshotStore } from "./snapshotStore.ts";
import { takenLessons, withTaken } from "./takenLessons.ts";
import { type ProgressListener, TakenProgress } from "./takenProgress.ts";
import { openTriedLessons, type TriedLessons } from "./triedLessons.ts";

export interface LessonServiceOptions {
  /** The data folder. */
  readonly dir: string;
  readonly roots: LessonRoots;
  readonly services: LessonServices;
  /** The blobs of a context, for the store's janitor. */
  readonly referencesOf: (context: Digest) => readonly Digest[];
  readonly onFailure: (error: unknown) => void;
}

/** Lessons that are taken: their workspaces, files, verdicts, and answers. */
export class LessonService {
  readonly library: LessonLibrary;
  readonly commands = new CommandLog();
  readonly #options: LessonServiceOptions;
  readonly #db: DatabaseSync;
  readonly #threads: LessonThreads;
  readonly #progress: ProgressStore;
  readonly #taken: TakenProgress;
  readonly #snapshots: SnapshotStore;
  readonly #tried: TriedLessons;
  readonly #files: LessonFilesService;
  readonly #queue: JudgeQueue;
  readonly #answers = new AnswerLimit();
  readonly #closing = new AbortController();
  readonly #stops: readonly (() => void)[];

  constructor(options: LessonServiceOptions) {
    const { dir, roots, services, onFailure } = options;
    this.#options = options;
    this.#db = openLessonDatabase(dir);
    this.#threads = new LessonThreads(dir);
    this.#progress = openProgress(this.#db);
    this.#snapshots = openSnapshots(this.#db);
    this.#tried = openTriedLessons(this.#db);
    this.library = new LessonLibrary(roots, this.#threads, this.#tried);
    this.#files = new LessonFilesService({ services, threads: this.#threads, snapshots: this.#snapshots });
    this.#taken = new TakenProgress(this.#progress, this.library, services);
    const judge = new LessonJudge({
      library: this.library,
      taken: this.#taken,
      sources: { services, threads: this.#threads, commands: this.commands, scripts: new ScriptRunner(services) },
      signal: this.#closing.signal,
    });
    this.#queue = new JudgeQueue((workspace) => judge.judge(workspace), onFailure);
    this.#stops = [
      services.changes.onAnySaved((workspace) => this.#changed(workspace)),
      services.builds.listeners.onFinished(({ workspace }) => {
        if (workspace !== undefined) this.#changed(workspace);
      }),
    ];
  }

  /** The lessons that a person may take, with how far they are in them. */
  async list(owner: string): Promise<readonly LessonEntry[]> {
    const entries = await this.library.list(owner);
    const here = new Set(this.#options.services.workspaces.list(owner).workspaces.map(({ id }) => id));
    const taken = takenLessons(this.#progress.of(owner).filter(({ workspace }) => here.has(workspace)));
    return entries.map((entry) => withTaken(entry, taken));
  }

  /** Calls back after each change of progress; returns a function that unsubscribes. */
  onProgress(listener: ProgressListener): () => void {
    return this.#taken.onChange(listener);
  }

  changes(owner: string, id: string, signal: AbortSignal): AsyncGenerator<{ readonly data: string }, void> {
    return lessonChanges(this.library, { owner, id }, signal);
  }

  /** A file of a lesson; undefined if there is none. Throws `lesson/not-found`. */
  async file(owner: string, lesson: string, path: string): Promise<Uint8Array | undefined> {
    const { place } = await this.library.get(owner, lesson);
    return this.#threads.ask({ about: "file", place, path });
  }

  /** Starts a lesson in a new workspace. Throws `lesson/not-found`, `workspace/too-many`. */
  async start(owner: string, id: string): Promise<string> {
    this.#taken.forgetGone(owner);
    const found = await this.library.get(owner, id);
    if (found.steps.length === 0) throw problemError("lesson/invalid", "This lesson has no steps.");
    const { id: workspace } = await this.#files.create(owner, found);
    const now = Date.now();
    this.#progress.put({ workspace, owner, lesson: id, startedAt: now, state: firstState(found, now) });
    await this.#files.snapshot({ owner, id: workspace }, 0);
    return workspace;
  }

  /** Lets another owner take a lesson that this one tries; other lessons are everybody's. */
  lend(from: string, to: string, id: string): void {
    const context = this.#tried.get(from, id);
    if (context !== undefined) this.#tried.add(to, id, context);
  }

  /** Forgets what an owner takes and tries. */
  forget(owner: string): void {
    for (const { workspace } of this.#progress.of(owner)) this.#progress.remove(workspace);
    this.#tried.forget(owner);
  }

  /** Whether a lesson was started in a workspace. Throws `workspace/not-found`. */
  hasLesson(place: WorkspacePlace): boolean {
    return this.#taken.storedIfAny(place) !== undefined;
  }

  /** Throws `workspace/not-found`, `lesson/none`, `lesson/not-found`. */
  async progress(place: WorkspacePlace): Promise<LessonProgress> {
    this.#threads.getReady();
    const { stored, found } = await this.#taken.get(place);
    return shownProgress(stored, found);
  }

  /** Judges the step that is shown. Throws as `progress` does. */
  async check(place: WorkspacePlace): Promise<LessonProgress> {
    this.#taken.stored(place);
    await this.#queue.now(place.id);
    return this.progress(place);
  }

  /** Goes to a step, or begins one again. Throws as `progress` does, and `request/invalid` for a step it does not have. */
  async move(
    place: WorkspacePlace,
    { step, reset = false }: z.infer<typeof lessonMoveSchema>,
  ): Promise<LessonProgress> {
    const { stored, found } = await this.#taken.get(place);
    const { lesson, steps } = found;
    if (step > steps.length || (step === -1 && lesson.intro === undefined)) {
      throw problemError("request/invalid", `The lesson has no step ${step}: it has ${steps.length}.`);
    }
    const { furthest } = stored.state;
    const isNew = step > furthest;
    if (isNew) await this.#files.begin(place, found, range(furthest + 1, step));
    else if (reset) await this.#files.reset(place, found, step);
    const change = (state: ProgressState) => {
      const moved = movedTo(state, step, Date.now());
      return reset && !isNew && step >= 0 && step < steps.length ? begunAgain(moved, step, Date.now()) : moved;
    };
    return this.#taken.change(place, found, change);
  }

  /** Whether an answer to a question is right. Throws as `progress` does, and `request/too-many`. */
  async answer(place: WorkspacePlace, given: z.infer<typeof lessonAnswerSchema>): Promise<boolean> {
    const { found } = await this.#taken.get(place);
    this.#answers.take(place.id);
    const work = given.step === -1 ? found.intro : found.steps[given.step];
    const accepts = work?.answers.find(({ question }) => question === given.question);
    if (accepts === undefined) throw problemError("request/invalid", "The step has no such question.");
    const right = await this.#threads.ask({ about: "answer", accepts, given: given.answer });
    if (right) {
      await this.#taken.change(place, found, (state) => ({
        ...state,
        answered: [...new Set([...state.answered, given.question])],
      }));
    }
    return right;
  }

  /** Notes a command of a console. */
  ran({
    workspace,
    command,
    code,
  }: {
    readonly workspace: string;
    readonly command: string;
    readonly code: number;
  }): void {
    if (this.#taken.find(workspace) === undefined) return;
    this.commands.add(workspace, { command, code }, Date.now());
    this.#changed(workspace);
  }

  /** The blobs of tried lessons, and of files as they were when steps began. */
  *needed(): Iterable<Digest> {
    for (const context of this.#tried.contexts()) yield* this.#options.referencesOf(context);
    yield* this.#snapshots.blobs();
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#closing.abort(new Error("the server stops"));
    this.library.close();
    await this.#queue.close();
    await this.#threads.close();
    this.#db.close();
  }

  /** Something changed that goals may be about: they are judged after a while, by themselves. */
  #changed(workspace: string): void {
    if (this.#taken.find(workspace) !== undefined) this.#queue.soon(workspace);
  }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
