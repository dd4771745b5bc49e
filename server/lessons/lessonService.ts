import type { DatabaseSync } from "node:sqlite";
import type { z } from "zod";
import type { LessonEntry, LessonProgress, lessonAnswerSchema, lessonMoveSchema } from "#contract/lesson.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { neededFacts } from "#lessons/checks/judgeGoals.ts";
import { AnswerLimit } from "./answerLimit.ts";
import { CommandLog } from "./commandLog.ts";
import { gatherSeen, type Sources } from "./gatherSeen.ts";
import { JudgeQueue } from "./judgeQueue.ts";
import { judgeStep } from "./judgeStep.ts";
import { openLessonDatabase } from "./lessonDatabase.ts";
import { LessonFilesService } from "./lessonFiles.ts";
import type { LessonRoots } from "./lessonFolders.ts";
import { type FoundLesson, LessonLibrary } from "./lessonLibrary.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";
import { LessonThreads } from "./lessonThreads.ts";
import { begunAgain, ended, firstState, judged, movedTo, shownProgress } from "./progress.ts";
import { openProgress, type ProgressState, type ProgressStore, type StoredProgress } from "./progressStore.ts";
import { ScriptRunner } from "./scriptRunner.ts";
import { openSnapshots, type SnapshotStore } from "./snapshotStore.ts";
import { takenLessons, withTaken } from "./takenLessons.ts";
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

/** Called with each change of a workspace's progress. */
export type ProgressListener = (owner: string, workspace: string, progress: LessonProgress) => void;

/** Lessons that are taken: their workspaces, files, verdicts, and answers. */
export class LessonService {
  readonly library: LessonLibrary;
  readonly commands = new CommandLog();
  readonly #options: LessonServiceOptions;
  readonly #db: DatabaseSync;
  readonly #threads: LessonThreads;
  readonly #progress: ProgressStore;
  readonly #snapshots: SnapshotStore;
  readonly #tried: TriedLessons;
  readonly #files: LessonFilesService;
  readonly #sources: Sources;
  readonly #queue: JudgeQueue;
  readonly #answers = new AnswerLimit();
  readonly #listeners = new Set<ProgressListener>();
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
    this.#sources = { services, threads: this.#threads, commands: this.commands, scripts: new ScriptRunner(services) };
    this.#queue = new JudgeQueue((workspace) => this.#judge(workspace), onFailure);
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
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The lesson's revision, and again whenever a file of it changes. Lessons that are tried never change. */
  async *changes(owner: string, id: string, signal: AbortSignal): AsyncGenerator<{ readonly data: string }, void> {
    let change = Promise.withResolvers<void>();
    const wake = () => change.resolve();
    const { place } = await this.library.get(owner, id);
    const stop = place.kind === "folder" ? this.library.watch.onChange(place.dir, wake) : () => {};
    signal.addEventListener("abort", wake);
    try {
      for (let told = ""; !signal.aborted; ) {
        const { lesson } = await this.library.get(owner, id);
        const { revision } = lesson;
        if (revision !== told) yield { data: JSON.stringify({ type: "changed", revision }) };
        told = revision;
        await change.promise;
        change = Promise.withResolvers();
      }
    } finally {
      stop();
    }
  }

  /** A file of a lesson; undefined if there is none. Throws `lesson/not-found`. */
  async file(owner: string, lesson: string, path: string): Promise<Uint8Array | undefined> {
    const { place } = await this.library.get(owner, lesson);
    return this.#threads.ask({ about: "file", place, path });
  }

  /** Starts a lesson in a new workspace. Throws `lesson/not-found`, `workspace/too-many`. */
  async start(owner: string, id: string): Promise<string> {
    this.#forgetGone(owner);
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

  /** Throws `workspace/not-found`, `lesson/none`, `lesson/not-found`. */
  async progress(place: WorkspacePlace): Promise<LessonProgress> {
    this.#threads.getReady();
    const { stored, found } = await this.#require(place);
    return shownProgress(stored, found);
  }

  /** Judges the step that is shown. Throws as `progress` does. */
  async check(place: WorkspacePlace): Promise<LessonProgress> {
    this.#requireStored(place);
    await this.#queue.now(place.id);
    return this.progress(place);
  }

  /** Goes to a step, or begins one again. Throws as `progress` does, and `request/invalid` for a step it does not have. */
  async move(
    place: WorkspacePlace,
    { step, reset = false }: z.infer<typeof lessonMoveSchema>,
  ): Promise<LessonProgress> {
    const { stored, found } = await this.#require(place);
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
    return this.#change(place, found, change);
  }

  /** Whether an answer to a question is right. Throws as `progress` does, and `request/too-many`. */
  async answer(place: WorkspacePlace, given: z.infer<typeof lessonAnswerSchema>): Promise<boolean> {
    const { found } = await this.#require(place);
    this.#answers.take(place.id);
    const work = given.step === -1 ? found.intro : found.steps[given.step];
    const accepts = work?.answers.find(({ question }) => question === given.question);
    if (accepts === undefined) throw problemError("request/invalid", "The step has no such question.");
    const right = await this.#threads.ask({ about: "answer", accepts, given: given.answer });
    if (right) {
      await this.#change(place, found, (state) => ({
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
    if (this.#progress.get(workspace) === undefined) return;
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
    if (this.#progress.get(workspace) !== undefined) this.#queue.soon(workspace);
  }

  async #judge(workspace: string): Promise<void> {
    const stored = this.#progress.get(workspace);
    if (stored === undefined || this.#closing.signal.aborted) return;
    const { owner, lesson, state } = stored;
    const place = { owner, id: workspace };
    const found = await this.library.get(owner, lesson);
    const { step } = state;
    const passed = new Set(state.passed[step]);
    const goals = (found.steps[step]?.goals ?? []).filter(({ id }) => !passed.has(id));
    if (goals.length === 0) return;
    const seen = await gatherSeen(
      neededFacts(goals),
      {
        place,
        stepBegan: state.begun[step] ?? 0,
        lessonBegan: stored.startedAt,
        background: [found.intro, ...found.steps.slice(0, step + 1)].flatMap(
          ({ background }) => background?.text ?? [],
        ),
        signal: this.#closing.signal,
      },
      this.#sources,
    );
    const verdicts = await judgeStep(goals, seen, this.#threads);
    await this.#change(place, found, (latest) => (isStill(state, latest) ? judged(latest, step, verdicts) : latest));
  }

  /** Stores a change of the latest state, and tells it if there is one. */
  async #change(
    place: WorkspacePlace,
    found: FoundLesson,
    change: (state: ProgressState) => ProgressState,
  ): Promise<LessonProgress> {
    const stored = this.#requireStored(place);
    const state = ended(change(stored.state), found, Date.now());
    const changed: StoredProgress = { ...stored, state };
    const progress = shownProgress(changed, found);
    if (JSON.stringify(state) === JSON.stringify(stored.state)) return progress;
    this.#progress.put(changed);
    this.#options.services.changes.lessonChanged(place.id);
    for (const listener of this.#listeners) listener(place.owner, place.id, progress);
    return progress;
  }

  #requireStored(place: WorkspacePlace): StoredProgress {
    this.#options.services.workspaces.saved(place.owner, place.id);
    const stored = this.#progress.get(place.id);
    if (stored?.owner === place.owner) return stored;
    throw problemError("lesson/none", "No lesson was started in this workspace.");
  }

  async #require(place: WorkspacePlace): Promise<{ readonly stored: StoredProgress; readonly found: FoundLesson }> {
    const stored = this.#requireStored(place);
    return { stored, found: await this.library.get(place.owner, stored.lesson) };
  }

  /** Workspaces that are gone for good, and not only deleted. */
  #forgetGone(owner: string): void {
    for (const { workspace } of this.#progress.of(owner)) {
      if (this.#options.services.workspaces.revision(owner, workspace) === 0) this.#progress.remove(workspace);
    }
  }
}

/** Whether a step was not begun again while it was judged. */
function isStill(before: ProgressState, after: ProgressState): boolean {
  return before.begun[before.step] === after.begun[before.step];
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
