import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { JoinRequest, Room, RoomGreeting } from "#contract/room.ts";
import type { MemberRow } from "#server/identity/memberStore.ts";
import { isPhrase, isSame, newPhrase } from "./phrase.ts";
import type { RoomBook } from "./roomBook.ts";
import { addressKey, Tries } from "./tries.ts";

/** Failed tries of one address: a class behind one address mistypes a few codes. */
const TRIES = { most: 20, windowMs: 60_000 };
/** Of words in one room, whoever types them. */
const WORDS = { most: 40, windowMs: 60_000 };

/** Learners that one address makes in a room, for each place in it: a class behind one address comes in, leaves, and comes again. */
const JOINS_PER_PLACE = 3;
const JOINS_WINDOW_MS = 10 * 60_000;

export type Entered =
  | { readonly role: "learner"; readonly member: MemberRow; readonly token: string; readonly isNew: boolean }
  | { readonly role: "teacher"; readonly room: Room };

/** Lets people in who know a room's code. */
export class RoomDoor {
  readonly #book: RoomBook;
  readonly #addresses: Tries;
  readonly #words: Tries;
  readonly #joins: Tries;
  readonly #operatorsWord: string | undefined;

  /** `operatorsWord`: what opening a room asks for. */
  constructor(book: RoomBook, operatorsWord: string | undefined) {
    this.#book = book;
    this.#operatorsWord = operatorsWord;
    this.#addresses = new Tries({ ...TRIES, now: book.now });
    this.#words = new Tries({ ...WORDS, now: book.now });
    this.#joins = new Tries({ most: JOINS_PER_PLACE, windowMs: JOINS_WINDOW_MS, now: book.now });
  }

  /** Whether opening a room asks for a word. */
  get asksWord(): boolean {
    return this.#operatorsWord !== undefined;
  }

  /** Throws `room/word` and `request/too-many`. */
  requireOperatorsWord(word: string | undefined, address: string): void {
    if (this.#operatorsWord === undefined) return;
    const key = addressKey(address);
    this.#requireTries(this.#addresses, key);
    if (isSame(word?.trim() ?? "", this.#operatorsWord)) return;
    this.#addresses.count(key);
    throw problemError("room/word", "This is not the word that teachers of this server have.", {
      next: "Ask the operator for it.",
    });
  }

  /** What is shown before joining. Throws `room/not-found`, `room/ended`, and `request/too-many`. */
  greet(code: string, address: string): Omit<RoomGreeting, "lesson"> & Pick<Room, "id" | "start"> {
    const { id, name, start, endsAt, keepDays } = this.#roomOf(code, address);
    return { id, name, start, endsAt, keepDays };
  }

  /**
   * A name makes a new learner; a word brings one back, or makes a teacher. Throws also `room/word`, `room/full`, and
   * `room/name-taken`.
   */
  enter({ code, name, word }: JoinRequest, address: string): Entered {
    const room = this.#roomOf(code, address);
    if (word !== undefined) return this.#withWord(room, word, address);
    if (name === undefined) throw problemError("request/invalid", "Give a name, or a word to come back with.");
    return this.#asNew(room, name, address);
  }

  #asNew(room: Room, name: string, address: string): Entered {
    const { members } = this.#book;
    const classroom = this.#book.classroom(room.id);
    if (classroom.size >= room.learners) {
      throw problemError("room/full", `The room ${room.name} has ${room.learners} learners already.`, {
        next: "Ask the teacher to raise the limit.",
      });
    }
    if (members.of(room.id).some((other) => nameKey(other.name) === nameKey(name))) {
      throw problemError("room/name-taken", `Somebody in the room is called ${name} already.`, {
        next: "Take another name. If that was you, come back with the word that the teacher can show.",
      });
    }
    const key = `${room.id} ${addressKey(address)}`;
    const wait = this.#joins.waitOf(key, room.learners * JOINS_PER_PLACE);
    if (wait > 0) throw tooManyTries("Too many learners joined from this address.", wait);
    this.#joins.count(key);
    const { member, token } = members.add(room.id, name, newPhrase(), this.#book.now());
    classroom.add(member);
    return { role: "learner", member, token, isNew: true };
  }

  #withWord(room: Room, word: string, address: string): Entered {
    this.#requireTries(this.#words, room.id);
    const { members, rooms } = this.#book;
    // All are compared, so that the time says nothing of who it was.
    const found = members.of(room.id).filter(({ id }) => isPhrase(word, members.word(id)));
    if (isPhrase(word, rooms.teachersWord(room.id))) return { role: "teacher", room };
    const [member] = found;
    if (member !== undefined) {
      return { role: "learner", member, token: members.renew(member.id, newPhrase()), isNew: false };
    }
    this.#words.count(room.id);
    this.#addresses.count(addressKey(address));
    throw problemError("room/word", "No learner of this room has this word.", {
      next: "Ask the teacher to show it again: each word works once.",
    });
  }

  /** Throws `room/not-found` for a code that no room has, and counts it. */
  #roomOf(code: string, address: string): Room {
    const key = addressKey(address);
    this.#requireTries(this.#addresses, key);
    const found = this.#book.rooms.all().filter((room) => isSame(room.code, code));
    const [room] = found;
    if (room === undefined) {
      this.#addresses.count(key);
      throw problemError("room/not-found", "No room has this code.", { next: "Check the code with the teacher." });
    }
    return this.#book.requireOpen(room.id);
  }

  #requireTries(tries: Tries, key: string): void {
    const wait = tries.waitOf(key);
    if (wait > 0) throw tooManyTries("There were too many wrong codes or words.", wait);
  }
}

const nameKey = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

function tooManyTries(what: string, wait: number): ProblemError {
  return problemError("request/too-many", what, {
    next: `Try again in ${Math.ceil(wait / 1000)} seconds.`,
  });
}
