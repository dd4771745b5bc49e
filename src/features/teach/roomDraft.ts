import type { LessonEntry } from "#contract/lesson.ts";
import type { OpenRoomRequest, RoomStart } from "#contract/room.ts";

/** A room as it is typed. */
export interface Draft {
  readonly name: string;
  readonly start: RoomStart["kind"];
  /** ID of the lesson; "" is the first one. */
  readonly lesson: string;
  readonly learners: string;
  /** As the field has it, on the reader's clock: `2026-11-26T12:00`. */
  readonly ends: string;
  readonly keepDays: number;
  /** Whether learners may build live. */
  readonly live: boolean;
  readonly word: string;
}

export const KEEP_DAYS = [0, 1, 7, 30, 90] as const;

const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;

/** A morning's workshop: three hours from now, at a full quarter. */
export function newDraft(now: number): Draft {
  const end = new Date(Math.ceil((now + 3 * HOUR_MS) / QUARTER_MS) * QUARTER_MS);
  const ends = new Date(end.getTime() - end.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  return { name: "", start: "lesson", lesson: "", learners: "30", ends, keepDays: 7, live: false, word: "" };
}

interface Choices {
  readonly workspace: string | undefined;
  readonly lessons: readonly LessonEntry[];
}

/** What is asked of the server; undefined if the end is no time to come. */
export function roomOf(draft: Draft, choices: Choices, now: number): OpenRoomRequest | undefined {
  const endsAt = new Date(draft.ends).getTime();
  if (!(endsAt > now)) return undefined;
  return {
    name: draft.name.trim(),
    start: startOf(draft, choices),
    learners: Number(draft.learners),
    endsAt,
    keepDays: draft.keepDays,
    ...(draft.live && { live: true }),
    ...(draft.word && { word: draft.word }),
  };
}

function startOf({ start, lesson }: Draft, { workspace, lessons }: Choices): RoomStart {
  const chosen = lesson || lessons[0]?.id;
  if (start === "lesson" && chosen !== undefined) return { kind: "lesson", lesson: chosen };
  if (start === "workspace" && workspace) return { kind: "workspace", workspace };
  return { kind: "empty" };
}
