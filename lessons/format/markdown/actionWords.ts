import { nearestOption } from "#dockerfile/syntax/suggestion.ts";

/** What `{{…}}` behind a code asks for. */
export type ActionWords =
  | {
      readonly kind: "execute";
      readonly interrupt: boolean;
      readonly keys: boolean;
      readonly host: number;
      readonly terminal: number;
      readonly unknown: readonly string[];
    }
  | { readonly kind: "copy" }
  | { readonly kind: "open" }
  | { readonly kind: "plain" }
  | { readonly kind: "unknown"; readonly message: string };

const KINDS: Readonly<Record<string, "execute" | "copy" | "open" | "plain">> = {
  execute: "execute",
  exec: "execute",
  copy: "copy",
  open: "open",
  "": "plain",
};

export function readActionWords(written: string): ActionWords {
  const [first = "", ...rest] = written.trim().split(/\s+/);
  const kind = KINDS[first.toLowerCase()];
  if (kind === undefined) return { kind: "unknown", message: unknownMessage(first) };
  if (kind !== "execute") return { kind };
  return {
    kind,
    interrupt: rest.some((word) => same(word, "interrupt")),
    keys: rest.some((word) => same(word, "ctrl-seq") || same(word, "no-newline")),
    host: numbered(rest, /^(?:host|node)0?(\d)$/i),
    terminal: numbered(rest, /^(?:t|terminal)(\d)$/i),
    unknown: rest.filter((word) => !MODIFIER.test(word)),
  };
}

const MODIFIER = /^(?:interrupt|ctrl-seq|no-newline|(?:host|node)0?\d|(?:t|terminal)\d)$/i;

function same(word: string, other: string): boolean {
  return word.toLowerCase() === other;
}

function numbered(words: readonly string[], pattern: RegExp): number {
  const digit = words.map((word) => pattern.exec(word)?.[1]).find((found) => found !== undefined);
  return digit === undefined ? 1 : Number.parseInt(digit, 10);
}

function unknownMessage(word: string): string {
  const near = nearestOption(
    word,
    Object.keys(KINDS).filter((name) => name !== ""),
    { caseSensitive: false },
  );
  const instead = near === undefined ? "Use {{execute}}, {{copy}}, or {{open}}" : `Did you mean {{${near}}}`;
  return `Unknown action {{${word.slice(0, 40)}}}. ${instead}${near === undefined ? "." : "?"}`;
}
