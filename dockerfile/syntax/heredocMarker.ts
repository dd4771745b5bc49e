import { lexShell } from "../expansion/shellLexer.ts";

/** `<<EOF` at its place in a statement. Indices are into the logical line. */
export interface HeredocMarker {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly fileDescriptor: number;
  readonly start: number;
  readonly end: number;
}

/** Instructions that heredocs may follow, under ONBUILD too. */
export const WITH_HEREDOCS: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);

export type HeredocWord = Omit<HeredocMarker, "start" | "end">;

const nothingSet = (): undefined => undefined;
const countQuotes = (text: string): number => text.length - text.replaceAll(/['"]/g, "").length;

/** A word as a heredoc's marker (BuildKit's `ParseHeredoc`); undefined if it is not one, a message if invalid. */
export function parseHeredocWord(word: string): HeredocWord | { readonly error: string } | undefined {
  const match = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word);
  if (match === null) return undefined;
  const [, descriptor = "", dash = "", rest = ""] = match;
  if (rest === "") return undefined;
  const plain = lexShell(rest, nothingSet, { escape: "\\", keepUnset: true, words: true });
  if (plain.error !== undefined) return { error: plain.error.message };
  const name = plain.words[0]?.text;
  if (name === undefined || plain.words.length !== 1) return undefined;
  const quoted = lexShell(rest, nothingSet, { escape: "\\", keepUnset: true, rawQuotes: true, words: true });
  return {
    name,
    expand: countQuotes(name) === countQuotes(quoted.words[0]?.text ?? ""),
    chomp: dash === "-",
    fileDescriptor: descriptor === "" ? 0 : Number(descriptor),
  };
}

/** All heredocs of a statement, in the order in which their bodies follow. */
export function findHeredocMarkers(line: string): { markers: HeredocMarker[]; error?: string } {
  if (!line.includes("<<")) return { markers: [] };
  const { words } = lexShell(line, nothingSet, {
    words: true,
    escape: "\\",
    rawQuotes: true,
    rawEscapes: true,
    keepUnset: true,
  });
  const markers: HeredocMarker[] = [];
  for (const { text, start, end } of words) {
    const word = parseHeredocWord(text);
    if (word === undefined) continue;
    if ("error" in word) return { markers, error: word.error };
    markers.push({ ...word, start, end });
  }
  return { markers };
}
