import type { AbsentPart, SharePart } from "#contract/share.ts";
import { messages } from "./messages.ts";

/** What a share lacks, each kind once: "the log", "3 files (a.bin, b.bin, c.bin)". */
export function absentWords(absent: readonly AbsentPart[]): string[] {
  const kinds = new Map<SharePart, AbsentPart[]>();
  for (const part of absent) kinds.set(part.part, [...(kinds.get(part.part) ?? []), part]);
  return [...kinds].map(([part, found]) => {
    const paths = found.flatMap(({ path }) => path ?? []);
    return `${messages.parts[part](found.length)}${paths.length === 0 ? "" : ` (${namesOf(paths)})`}`;
  });
}

const SHOWN = 3;

function namesOf(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN).join(", ");
  return paths.length > SHOWN ? `${shown}, …` : shown;
}
