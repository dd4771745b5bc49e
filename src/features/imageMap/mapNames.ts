import { visibleText } from "../../lib/visibleText.ts";
import type { MapBranch } from "./mapTree.ts";
import { messages } from "./messages.ts";

export function nameOf({ kind, name, files, path }: MapBranch): string {
  if (kind === "others") return messages.others(files);
  return visibleText(name === "" ? path : name);
}

/** Pixels of a character of the labels, about. */
const CHARACTER = 6.7;

/** A name cut to fit; undefined if too little of it would be left. */
export function fitted(name: string, width: number): string | undefined {
  const room = Math.floor(width / CHARACTER);
  if (name.length <= room) return name;
  return room < 3 ? undefined : `${name.slice(0, room - 1)}…`;
}
