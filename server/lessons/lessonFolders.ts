import fs from "node:fs";
import path from "node:path";
import { lessonIdSchema } from "#contract/lesson.ts";
import { MAX_LESSONS } from "./lessonLimits.ts";

/** A folder of a lesson, and what the lesson is called. */
export interface FoundFolder {
  readonly id: string;
  readonly dir: string;
  readonly source: "built-in" | "folder";
}

export interface LessonRoots {
  readonly builtIn: string;
  /** Each is a lesson, or has lessons in it. */
  readonly folders: readonly string[];
}

const INDEX = /^index\.(?:json|ya?ml)$/;
/** Killercoda's list of lessons, in the order in which they are best taken. */
const STRUCTURE = "structure.json";

/** The lessons that the operator offers. Of two with the same name, the first counts. */
export function findLessons({ builtIn, folders }: LessonRoots): readonly FoundFolder[] {
  const found = new Map<string, FoundFolder>();
  for (const [root, source] of [[builtIn, "built-in"], ...folders.map((dir) => [dir, "folder"])] as const) {
    for (const dir of lessonsIn(root)) {
      const id = idOf(path.basename(dir));
      if (id !== undefined && !found.has(id) && found.size < MAX_LESSONS) {
        found.set(id, { id, dir, source: source === "built-in" ? "built-in" : "folder" });
      }
    }
  }
  return [...found.values()];
}

function lessonsIn(root: string): readonly string[] {
  const entries = readDir(root);
  if (entries.some(({ name }) => INDEX.test(name))) return [root];
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const order = readOrder(root);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((name) => path.join(root, name))
    .filter((dir) => readDir(dir).some(({ name }) => INDEX.test(name)));
}

function readDir(dir: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readOrder(root: string): readonly string[] {
  try {
    const structure: unknown = JSON.parse(fs.readFileSync(path.join(root, STRUCTURE), "utf8"));
    const items = typeof structure === "object" && structure !== null && "items" in structure ? structure.items : [];
    return Array.isArray(items) ? items.map((item: { path?: unknown }) => String(item.path)) : [];
  } catch {
    return [];
  }
}

/** A folder's name as the ID of a lesson. */
function idOf(name: string): string | undefined {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, 64);
  return lessonIdSchema.safeParse(id).success ? id : undefined;
}
