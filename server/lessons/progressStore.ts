import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { verdictSchema } from "#contract/lesson.ts";

const byStep = <Schema extends z.ZodType>(schema: Schema) => z.record(z.string(), schema);

const stateSchema = z.object({
  /** The step that is shown: -1 the introduction. */
  step: z.int(),
  /** The last step that was ever shown. */
  furthest: z.int(),
  /** When each step began, or was reset. */
  begun: byStep(z.number()),
  /** The goals that held, by step. */
  passed: byStep(z.array(z.string())),
  /** The last verdicts, by step. */
  verdicts: byStep(z.array(verdictSchema)),
  answered: z.array(z.string()),
  finishedAt: z.number().optional(),
});

/** How far a workspace is in a lesson, as it is stored. Steps are keys by their index. */
export type ProgressState = z.infer<typeof stateSchema>;

export interface StoredProgress {
  readonly workspace: string;
  readonly owner: string;
  readonly lesson: string;
  readonly startedAt: number;
  readonly state: ProgressState;
}

export interface ProgressStore {
  get(workspace: string): StoredProgress | undefined;
  put(progress: StoredProgress): void;
  /** The lessons that an owner takes, the latest first. */
  of(owner: string): readonly StoredProgress[];
  remove(workspace: string): void;
}

const COLUMNS = "workspace, owner, lesson, started_at AS startedAt, state";

export function openProgress(db: DatabaseSync): ProgressStore {
  const get = db.prepare(`SELECT ${COLUMNS} FROM progress WHERE workspace = ?`);
  const put = db.prepare(`
    INSERT INTO progress (workspace, owner, lesson, started_at, state) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (workspace) DO UPDATE SET owner = excluded.owner, lesson = excluded.lesson,
      started_at = excluded.started_at, state = excluded.state`);
  const of = db.prepare(`SELECT ${COLUMNS} FROM progress WHERE owner = ? ORDER BY started_at DESC, rowid DESC`);
  const remove = db.prepare("DELETE FROM progress WHERE workspace = ?");
  return {
    get: (workspace) => read(get.get(workspace)),
    put: ({ workspace, owner, lesson, startedAt, state }) => {
      put.run(workspace, owner, lesson, startedAt, JSON.stringify(state));
    },
    of: (owner) => of.all(owner).flatMap((row) => read(row) ?? []),
    remove: (workspace) => {
      remove.run(workspace);
    },
  };
}

const rowSchema = z.object({
  workspace: z.string(),
  owner: z.string(),
  lesson: z.string(),
  startedAt: z.number(),
  state: z.string(),
});

function read(row: unknown): StoredProgress | undefined {
  if (row === undefined) return undefined;
  const { state, ...kept } = rowSchema.parse(row);
  return { ...kept, state: stateSchema.parse(JSON.parse(state)) };
}
