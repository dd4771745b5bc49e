import { dirname, posix } from "node:path";
import type { Layer } from "./layer.ts";
import { LAYERS } from "./layers.ts";

/** A layer of the table for one folder: `x/*` is one for each. */
interface Room extends Layer {
  readonly root: string;
}

export interface Violation {
  readonly file: string;
  readonly imported: string;
  readonly instead: string;
}

const rooms = new Map<string, Room | undefined>();

/** The layer of a file; undefined if no row of the table is about it. */
export function roomOf(file: string): Room | undefined {
  if (!rooms.has(file)) rooms.set(file, findRoom(file));
  return rooms.get(file);
}

function findRoom(file: string): Room | undefined {
  let best: Room | undefined;
  for (const layer of LAYERS) {
    const root = rootOf(layer, file);
    if (root !== undefined && (best === undefined || root.length > best.root.length)) best = { ...layer, root };
  }
  return best;
}

/** What a text imports, type-only imports too. */
export function importsOf(text: string): readonly string[] {
  const pattern =
    /^(?:import|export)\s(?:[^"';=()]*?\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)|\bvi\.mock\("([^"]+)"/gm;
  return [...text.matchAll(pattern)].map(([, from, dynamic, mock]) => from ?? dynamic ?? mock ?? "");
}

/** Tests, and what only they use, may look at anything. */
export function isTest(file: string, text: string): boolean {
  return (
    /\.test\.tsx?$|(Fixture|Suite)\.tsx?$|(^|\/)test[A-Z]\w*\.tsx?$/.test(file) || importsOf(text).includes("vitest")
  );
}

/** The imports of a file that the table forbids. */
export function violationsIn(file: string, text: string): readonly Violation[] {
  const room = roomOf(file);
  if (room === undefined) return [{ file, imported: "anything", instead: "Give its folder a row in scripts/layers." }];
  return importsOf(text)
    .filter((specifier) => !isAllowed(room, file, specifier))
    .map((imported) => ({ file, imported, instead: room.instead }));
}

/** Whether an import into this place is one of the layer's. `place` is a file or a whole folder. */
export function mayImport(room: Room, place: string): boolean {
  const there = roomOf(place);
  if (there?.root === room.root) return true;
  return room.may.some((allowed) => place === allowed || place.startsWith(`${allowed}/`));
}

function isAllowed(room: Room, file: string, specifier: string): boolean {
  const path = specifier.replace(/\?.*$/, "");
  if (path.startsWith("#")) return mayImport(room, path.slice(1));
  if (path.startsWith(".")) return mayImport(room, posix.join(dirname(file), path));
  if (room.packages === undefined) return true;
  return room.packages.some((name) => path === name || path.startsWith(`${name}/`));
}

function rootOf({ folder, isFlat }: Layer, file: string): string | undefined {
  const parent = dirname(file);
  if (folder.endsWith("/*")) {
    const [, child] = file.startsWith(folder.slice(0, -1)) ? file.slice(folder.length - 2).split("/") : [];
    return child === undefined || parent.length < folder.length ? undefined : `${folder.slice(0, -1)}${child}`;
  }
  if (isFlat === true) return parent === folder ? folder : undefined;
  return parent === folder || parent.startsWith(`${folder}/`) ? folder : undefined;
}
