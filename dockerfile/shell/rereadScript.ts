import type { ParsedScript } from "./parsedScript.ts";
import type { ShellNode } from "./shellNode.ts";

/** What two texts share at their start and, beyond that, at their end; in UTF-16 code units. */
interface Shared {
  readonly start: number;
  readonly end: number;
}

function sharedBy(one: string, other: string): Shared {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one.charCodeAt(start) === other.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end))
    end++;
  return { start, end };
}

/** Whether at least half of a script is as it was before: less would not be worth it. */
export function isMuchAs(text: string, before: string): boolean {
  const { start, end } = sharedBy(text, before);
  return 2 * (start + end) >= text.length;
}

/**
 * Where the line of a statement begins, if nothing of another stands on that line and none reaches it through a backslash:
 * what is before and after is read the same, whatever stands on the other side. Undefined elsewhere.
 */
function cutBefore({ text, root: { children } }: ParsedScript, index: number): number | undefined {
  const start = children[index]?.start ?? text.length;
  const cut = text.lastIndexOf("\n", start - 1) + 1;
  const isOwnLine = cut >= (children[index - 1]?.end ?? 0) && text.slice(cut, start).trim() === "";
  return isOwnLine && cut > 0 && text[cut - 2] !== "\\" ? cut : undefined;
}

interface Cut {
  /** Index of the first child behind it. */
  readonly child: number;
  readonly at: number;
}

/** The last place before `limit` where the old script can be cut, one statement further away than it need be. */
function lastCut(before: ParsedScript, limit: number): Cut {
  const { children } = before.root;
  let child = children.findIndex(({ start }) => start >= limit);
  for (child = (child === -1 ? children.length : child) - 2; child > 0; child--) {
    const at = cutBefore(before, child);
    if (at !== undefined && at < limit) return { child, at };
  }
  return { child: 0, at: 0 };
}

/** The first such place behind `limit`. */
function firstCut(before: ParsedScript, limit: number): Cut {
  const { text, root } = before;
  const { children } = root;
  const first = children.findIndex(({ start }) => start > limit);
  for (let child = first + 1; first !== -1 && child < children.length; child++) {
    const at = cutBefore(before, child);
    if (at !== undefined && at > limit) return { child, at };
  }
  return { child: children.length, at: text.length };
}

function moved(node: ShellNode, by: number): ShellNode {
  const { kind, named, start, end, children } = node;
  return {
    kind,
    named,
    start: start + by,
    end: end + by,
    children: children.length === 0 ? children : children.map((child) => moved(child, by)),
  };
}

/**
 * The tree of a script that is mostly as before, of which only the statements about the change are parsed. Undefined where
 * that might not give the tree of the whole: with mistakes about, heredocs at the change, or a backslash at its end.
 */
export function rereadScript(
  text: string,
  before: ParsedScript,
  parse: (part: string) => ParsedScript | undefined,
): ParsedScript | undefined {
  if (before.wrong) return undefined;
  const shared = sharedBy(text, before.text);
  const from = lastCut(before, shared.start);
  const to = firstCut(before, before.text.length - shared.end);
  const by = text.length - before.text.length;
  const part = text.slice(from.at, to.at + by);
  if (part.includes("<<") || part.endsWith("\\\n")) return undefined;
  const parsed = parse(part);
  if (parsed === undefined || parsed.wrong) return undefined;
  const { children } = before.root;
  const kept = children.slice(0, from.child);
  const changed = parsed.root.children.map((child) => moved(child, from.at));
  const after = children.slice(to.child);
  const all = [...kept, ...changed, ...(by === 0 ? after : after.map((child) => moved(child, by)))];
  return { text, root: { ...before.root, end: text.length, children: all }, wrong: false };
}
