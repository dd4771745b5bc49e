import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { z } from "zod";
import { lookSchema, type Room, type RoomSettings, roomSettingsSchema, roomTimerSchema } from "#contract/room.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { newCode } from "./roomCode.ts";

/** What a teacher shows to all; the message is the projector's, learners have it as a note. */
const boardSchema = z.object({
  look: z.optional(lookSchema),
  timer: z.optional(roomTimerSchema),
  message: z.string().optional(),
});
export type Board = z.infer<typeof boardSchema>;

export interface NewRoom {
  readonly settings: RoomSettings;
  readonly teacher: string;
  readonly teachersWord: string;
  /** The JSON of the content that learners start with, if it is a copy of a workspace. */
  readonly content: string | undefined;
  readonly at: number;
}

/** The rooms, open and kept. */
export interface RoomStore {
  add(room: NewRoom): Room;
  find(id: string): Room | undefined;
  all(): readonly Room[];
  /** Those that an owner teaches, the newest first. */
  taughtBy(owner: string): readonly Room[];
  /** The teacher who opened it. */
  openedBy(id: string): string;
  teaches(owner: string, room: string): boolean;
  addTeacher(room: string, owner: string): void;
  change(id: string, settings: RoomSettings): void;
  end(id: string, at: number): void;
  content(id: string): string | undefined;
  contents(): readonly string[];
  teachersWord(id: string): string;
  board(id: string): Board;
  setBoard(id: string, board: Board): void;
  remove(id: string): void;
}

const COLUMNS = "id, code, settings, opened_at AS openedAt, ended_at AS endedAt";

export function openRooms(db: DatabaseSync): RoomStore {
  const insert = db.prepare(
    "INSERT INTO rooms (id, code, settings, opened_by, opened_at, teachers_word, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertTeacher = db.prepare("INSERT OR IGNORE INTO room_teachers (room, owner) VALUES (?, ?)");
  const one = db.prepare(`SELECT ${COLUMNS} FROM rooms WHERE id = ?`);
  const all = db.prepare(`SELECT ${COLUMNS} FROM rooms ORDER BY number`);
  const taught = db.prepare(
    `SELECT ${COLUMNS} FROM rooms WHERE id IN (SELECT room FROM room_teachers WHERE owner = ?) ORDER BY number DESC`,
  );
  const opener = db.prepare("SELECT opened_by AS owner FROM rooms WHERE id = ?");
  const teaches = db.prepare("SELECT 1 FROM room_teachers WHERE owner = ? AND room = ?");
  const codes = db.prepare("SELECT 1 FROM rooms WHERE code = ?");
  const change = db.prepare("UPDATE rooms SET settings = ? WHERE id = ?");
  const end = db.prepare("UPDATE rooms SET ended_at = ? WHERE id = ? AND ended_at IS NULL");
  const content = db.prepare("SELECT content FROM rooms WHERE id = ?");
  const contents = db.prepare("SELECT content FROM rooms WHERE content IS NOT NULL");
  const word = db.prepare("SELECT teachers_word AS word FROM rooms WHERE id = ?");
  const board = db.prepare("SELECT board FROM rooms WHERE id = ?");
  const setBoard = db.prepare("UPDATE rooms SET board = ? WHERE id = ?");
  const remove = db.prepare("DELETE FROM rooms WHERE id = ?");

  function freeCode(): string {
    for (;;) {
      const code = newCode();
      if (codes.get(code) === undefined) return code;
    }
  }

  return {
    add({ settings, teacher, teachersWord, content: json, at }) {
      const id = randomBytes(15).toString("base64url");
      const code = freeCode();
      inTransaction(db, () => {
        insert.run(id, code, JSON.stringify(settings), teacher, at, teachersWord, json ?? null);
        insertTeacher.run(id, teacher);
      });
      return { ...settings, id, code, openedAt: at };
    },
    find: (id) => roomIn(one.get(id)),
    all: () => all.all().flatMap((row) => roomIn(row) ?? []),
    taughtBy: (owner) => taught.all(owner).flatMap((row) => roomIn(row) ?? []),
    openedBy: (id) => textIn(opener.get(id)?.owner) ?? "",
    teaches: (owner, room) => teaches.get(owner, room) !== undefined,
    addTeacher: (room, owner) => void insertTeacher.run(room, owner),
    change: (id, settings) => void change.run(JSON.stringify(settings), id),
    end: (id, at) => void end.run(at, id),
    content: (id) => textIn(content.get(id)?.content),
    contents: () => contents.all().flatMap((row) => textIn(row.content) ?? []),
    teachersWord: (id) => textIn(word.get(id)?.word) ?? "",
    board: (id) => boardSchema.parse(JSON.parse(textIn(board.get(id)?.board) ?? "{}")),
    setBoard: (id, shown) => void setBoard.run(JSON.stringify(shown), id),
    remove: (id) => void remove.run(id),
  };
}

const textIn = (value: SQLOutputValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

function roomIn(row: Record<string, SQLOutputValue> | undefined): Room | undefined {
  if (row === undefined) return undefined;
  const { id, code, settings, openedAt, endedAt } = row;
  return {
    ...roomSettingsSchema.parse(JSON.parse(String(settings))),
    id: String(id),
    code: String(code),
    openedAt: Number(openedAt),
    ...(endedAt === null ? {} : { endedAt: Number(endedAt) }),
  };
}
