import type { EntryDifference, ListedEntry } from "#contract/imageEntries.ts";
import { DIFFERENCE_WORDS } from "../../lib/differenceWords.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { octalMode } from "../../lib/octalMode.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { kindOf } from "./entryKind.ts";
import { messages } from "./messages.ts";

/** What a layer changed about a path, each with before and after if that is short. */
export function differenceWords(entry: ListedEntry): string[] {
  if (entry.change !== "changed") return [];
  const { differences = [], contentUnknown } = entry;
  const words = differences.map((difference) => wordsOf(difference, entry));
  const unknown = contentUnknown ? [messages.notCompared] : [];
  if (differences.length === 1 && differences[0] === "mtime" && !contentUnknown) return [messages.timeOnly];
  return words.length + unknown.length === 0 ? [messages.storedAgain] : [...words, ...unknown];
}

/** The same for the width of a column: in full if it is one thing. The time goes with any change, and is told only alone. */
export function shortDifference(entry: ListedEntry): string {
  const beside = (entry.differences ?? []).filter((difference) => difference !== "mtime");
  const words = differenceWords(beside.length === 0 ? entry : { ...entry, differences: beside });
  if (words.length <= 1) return words.join();
  const names = beside.map((difference) => DIFFERENCE_WORDS[difference]);
  return [...names, ...(entry.contentUnknown ? [messages.notCompared] : [])].join(", ");
}

/** All that is known of a path, but for the path. A folder that only leads to what fits has nothing of its own. */
export function entryFacts(entry: ListedEntry): string[] {
  const { fits, type, size, mode, layer, inside, change } = entry;
  const isFull = inside !== undefined && inside.entries > 0;
  const bytes = inside ? inside.bytes + (change === "deleted" ? inside.deletedBytes : 0) : size;
  const sums = [
    ...(isFull ? [messages.fileCount(inside.files + inside.deletedFiles)] : []),
    ...(isFull || type === "file" || type === "hardlink" ? [exactBytes(bytes)] : []),
  ];
  if (!fits) return sums;
  const kind = kindOf(entry);
  const changed = differenceWords(entry);
  const isTold = (what: EntryDifference) => entry.differences?.includes(what) && entry.before;
  return [
    ...(changed.length > 0 ? changed : [messages.kinds[kind]].filter(Boolean)),
    ...linkFacts(entry),
    ...(isTold("mode") ? [] : [messages.mode(octalMode(mode))]),
    ...(isTold("owner") ? [] : [messages.owner(ownerText(entry))]),
    ...sums,
    ...(change === "unchanged" ? [messages.fromLayer(layer + 1)] : []),
    timeText(entry.mtime),
  ];
}

function linkFacts({ type, linkTarget, links, xattrs }: ListedEntry): string[] {
  const target = linkTarget === undefined ? undefined : visibleText(linkTarget);
  return [
    ...(target === undefined ? [] : [type === "hardlink" ? messages.hardLinkTo(target) : messages.linkTo(target)]),
    ...(links === undefined ? [] : [messages.names(links)]),
    ...(xattrs === undefined ? [] : [messages.xattrs(xattrs.map(visibleText))]),
  ];
}

function wordsOf(difference: EntryDifference, entry: ListedEntry): string {
  const name = DIFFERENCE_WORDS[difference];
  const { before } = entry;
  const turned = before && TURNED[difference]?.(before, entry);
  return turned && turned[0] !== turned[1] ? messages.turned(name, ...turned) : name;
}

type Before = NonNullable<ListedEntry["before"]>;
type Turned = (before: Before, after: ListedEntry) => [string, string];

const TURNED: Partial<Record<EntryDifference, Turned>> = {
  type: (before, after) => [typeText(before.type), typeText(after.type)],
  content: (before, after) => [formatSize(before.size), formatSize(after.size)],
  target: (before, after) => [visibleText(before.linkTarget ?? ""), visibleText(after.linkTarget ?? "")],
  mode: (before, after) => [octalMode(before.mode), octalMode(after.mode)],
  owner: (before, after) =>
    isPair(before) && isPair(after)
      ? [`${before.uid}`, `${after.uid}`]
      : [`${before.uid}:${before.gid}`, `${after.uid}:${after.gid}`],
};

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function isPair({ uid, gid }: Owner): boolean {
  return uid === gid;
}

function ownerText({ uid, gid }: Owner): string {
  return `${uid}:${gid}`;
}

function typeText(type: ListedEntry["type"]): string {
  return messages.fileTypes[type] || "file";
}

/** In UTC, as it is kept. */
function timeText(mtime: number): string {
  const time = new Date(mtime * 1000);
  return Number.isNaN(time.getTime()) ? `${mtime}` : time.toISOString().slice(0, 16).replace("T", " ");
}
