import type { BuilderId } from "#contract/health.ts";
import type { LessonProgress } from "#contract/lesson.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { ClassEvent, Room, RoomGreeting, RoomStart } from "#contract/room.ts";
import { workspaceContentSchema } from "#contract/workspace.ts";
import type { Member, MemberFinder } from "#server/identity/member.ts";
import type { MemberRow } from "#server/identity/memberStore.ts";
import { classEvents } from "./classEvents.ts";
import type { BuildNews, LearnerEvent } from "./learnerEvent.ts";
import { RoomBook } from "./roomBook.ts";
import { type Entered, RoomDoor } from "./roomDoor.ts";
import { type OwnerThings, RoomEnds } from "./roomEnds.ts";
import { RoomLearning } from "./roomLearning.ts";
import { RoomTeaching } from "./roomTeaching.ts";
import type { Person, Seat, TextPage } from "./together/sharedText.ts";

/** The workspace that a learner starts in. */
export interface WantedWorkspace {
  /** The learner's. */
  readonly owner: string;
  /** Who opened the room. */
  readonly teacher: string;
  readonly start: RoomStart;
  /** The JSON of what is copied. */
  readonly content: string | undefined;
}

export interface MadeWorkspace {
  readonly workspace: string;
  /** In the room's lesson. */
  readonly progress?: LessonProgress;
}

export interface RoomsOptions {
  readonly dir: string;
  /** What opening a room asks for. */
  readonly operatorsWord: string | undefined;
  readonly things: OwnerThings;
  readonly makeWorkspace: (wanted: WantedWorkspace) => Promise<MadeWorkspace>;
  /** As an owner knows it. Throws `lesson/not-found`. */
  readonly lessonTitle: (owner: string, lesson: string) => Promise<string>;
  readonly onFailure: (error: unknown) => void;
  readonly now?: () => number;
}

/** Teachers give no name. */
const TEACHER = "Teacher";

/** The rooms of this server, their teachers and their learners. */
export class Rooms {
  readonly #book: RoomBook;
  readonly #options: RoomsOptions;
  readonly door: RoomDoor;
  readonly teaching: RoomTeaching;
  readonly learning: RoomLearning;
  readonly ends: RoomEnds;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#book = new RoomBook(options.dir, options.now ?? Date.now);
    this.door = new RoomDoor(this.#book, options.operatorsWord);
    this.teaching = new RoomTeaching(this.#book);
    this.learning = new RoomLearning(this.#book);
    this.ends = new RoomEnds(this.#book, options.things, options.onFailure);
    void this.ends.check();
  }

  get members(): MemberFinder {
    return this.#book;
  }

  /** Rooms that are open, and the learners in them. */
  counts(): { readonly rooms: number; readonly members: number } {
    const { rooms, members } = this.#book;
    const open = rooms.all().filter((room) => !this.#book.hasEnded(room));
    return { rooms: open.length, members: open.reduce((sum, { id }) => sum + members.of(id).length, 0) };
  }

  /** What is shown to who has the code, before joining. */
  async greet(code: string, address: string): Promise<RoomGreeting> {
    const { id, start, ...greeting } = this.door.greet(code, address);
    if (start.kind !== "lesson") return greeting;
    // A lesson that is gone since says so to whoever starts it.
    const lesson = await this.#options.lessonTitle(this.#book.rooms.openedBy(id), start.lesson).catch(() => undefined);
    return { ...greeting, ...(lesson !== undefined && { lesson }) };
  }

  /** Throws `room/not-found`. */
  require(id: string): Room {
    return this.#book.require(id);
  }

  taughtBy(owner: string): readonly Room[] {
    return this.#book.rooms.taughtBy(owner);
  }

  addTeacher(room: string, owner: string): void {
    this.#book.rooms.addTeacher(room, owner);
  }

  /** Throws `room/not-found`, also for a learner of another room. */
  requireLearner(room: string, id: string): MemberRow {
    return this.#book.requireMember(room, id);
  }

  /** Where a learner who came in works; one that has no workspace yet gets one. */
  async workspaceOf({ member, isNew }: Entered & { readonly role: "learner" }): Promise<string> {
    if (member.workspace !== undefined) return member.workspace;
    const { owner, room } = member;
    const { start } = this.#book.require(room);
    const { rooms, members } = this.#book;
    try {
      const wanted = { owner, teacher: rooms.openedBy(room), start, content: rooms.content(room) };
      const { workspace, progress } = await this.#options.makeWorkspace(wanted);
      members.setWorkspace(member.id, workspace);
      this.#book.classroom(room).update({ ...member, workspace });
      if (progress !== undefined) this.toldOfProgress(owner, workspace, progress);
      return workspace;
    } catch (error) {
      if (isNew) await this.ends.removeLearner(member.room, member.id);
      throw error;
    }
  }

  classEvents(room: string, signal: AbortSignal): AsyncGenerator<ClassEvent, void> {
    return classEvents(this.#book, room, signal);
  }

  /** Whether a teacher may type along with this learner now. */
  mayHelp(member: string): boolean {
    const found = this.#book.byId(member);
    return found?.hasEnded === false && this.#book.classroom(found.room).seat(member)?.record.help === "accepted";
  }

  /**
   * A place at the text that a teacher and a learner edit together. Throws `room/role` as long as the learner has not
   * agreed, and `room/not-found` for a learner of another room.
   */
  editTogether(room: string, id: string, role: Person["role"], page: TextPage): Seat {
    const { name } = this.#book.requireMember(room, id);
    this.requireHelp(id);
    const person: Person = role === "learner" ? { name, role } : { name: TEACHER, role };
    return this.#book.classroom(room).texts.join(id, person, page);
  }

  /** Throws `room/role` unless a teacher may type along with this learner now. */
  requireHelp(member: string): void {
    if (this.mayHelp(member)) return;
    throw problemError("room/role", "The learner has not agreed to be helped.", {
      next: "A teacher asks, and the learner answers.",
    });
  }

  /** Throws `build/live-off` unless the learners of the room may build live. */
  requireLive({ room }: Member): void {
    if (this.require(room).live === true) return;
    throw problemError("build/live-off", "The teacher of the room has not turned Live on for the class.", {
      next: "Press Build instead.",
    });
  }

  /** The builder of the room, for learners who chose none. */
  builderOf({ room }: Member): BuilderId | undefined {
    return this.require(room).builder;
  }

  /** A build of an owner got on; of owners that are no learners, nothing is kept. */
  toldOfBuild(owner: string, id: string, news: BuildNews): void {
    this.#apply(this.#book.members.byOwner(owner), { type: "build", id, news });
  }

  toldOfSave(workspace: string): void {
    this.#apply(this.#book.members.byWorkspace(workspace), { type: "saved" });
  }

  /** Only the lesson of the room counts, in the workspace that was made for it. */
  toldOfProgress(owner: string, workspace: string, { lesson, step, verdicts, finishedAt }: LessonProgress): void {
    const member = this.#book.members.byOwner(owner);
    if (member === undefined || member.workspace !== workspace) return;
    const { start } = this.#book.require(member.room);
    if (start.kind !== "lesson" || start.lesson !== lesson) return;
    const goals = Object.fromEntries(verdicts.map(({ goal, state }) => [`${step}/${goal}`, state]));
    this.#apply(member, { type: "progress", step, goals, finishedAt });
  }

  /** Blobs that are needed although no workspace has them. */
  *blobs(): Iterable<Digest> {
    yield* this.#book.notes.blobs();
    for (const json of this.#book.rooms.contents()) {
      for (const { blob } of workspaceContentSchema.parse(JSON.parse(json)).files) if (blob !== undefined) yield blob;
    }
  }

  async close(): Promise<void> {
    this.learning.close();
    await this.ends.close();
    this.#book.close();
  }

  #apply(member: MemberRow | Member | undefined, event: LearnerEvent): void {
    if (member !== undefined) this.#book.classroom(member.room).apply(member.id, event);
  }
}
