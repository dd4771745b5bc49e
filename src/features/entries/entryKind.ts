import type { Change } from "#contract/image.ts";
import type { ListedEntry } from "#contract/imageEntries.ts";

/** What a layer did to a path; `metadata` is a change that leaves the content as it was. */
export type EntryKind = Change | "metadata";

/** Signs and a letter, so that color is not the only mark. */
export const kindMarks: Record<EntryKind, string> = {
  added: "+",
  changed: "~",
  metadata: "m",
  deleted: "−",
  unchanged: "",
};

const CONTENT = new Set(["type", "content", "target"]);

export function kindOf({ change, differences = [], contentUnknown }: ListedEntry): EntryKind {
  if (change !== "changed" || contentUnknown || differences.length === 0) return change;
  return differences.some((difference) => CONTENT.has(difference)) ? "changed" : "metadata";
}
