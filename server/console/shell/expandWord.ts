import { expandBraces } from "./expandBraces.ts";
import { isPattern, matchesGlob, readGlob } from "./matchGlob.ts";
import type { ShellWord } from "./syntax.ts";

/** What words are expanded with. */
export interface ExpansionScope {
  /** The value of a variable; "" if it has none. */
  readonly variable: (name: string) => string;
  /** The names right in a folder, as typed against the current one: "" is the current one. Undefined if it is none. */
  readonly names: (folder: string) => readonly string[] | undefined;
  readonly limits: ExpansionLimits;
}

export interface ExpansionLimits {
  /** Most words of a command. */
  readonly words: number;
  /** Most names compared with a pattern. */
  readonly names: number;
  /** Most characters of all words of a command. */
  readonly characters: number;
}

/** A command's words are more than the limits allow: like the E2BIG of Linux. */
export class TooLong extends Error {}

interface Character {
  readonly character: string;
  readonly quoted: boolean;
}

/** The words of a command: variables and patterns replaced, split where nothing quotes. Throws {@link TooLong}. */
export function expandWords(words: readonly ShellWord[], scope: ExpansionScope): string[] {
  const expanded: string[] = [];
  let characters = 0;
  for (const word of words.flatMap((each) => bracesOf(each, scope))) {
    for (const field of fieldsOf(word, scope)) {
      for (const text of expandGlob(field, scope)) {
        expanded.push(text);
        characters += text.length;
        if (expanded.length > scope.limits.words || characters > scope.limits.characters) throw new TooLong();
      }
    }
  }
  return expanded;
}

function bracesOf(word: ShellWord, { limits }: ExpansionScope): ShellWord[] {
  const found = expandBraces(word, limits.words);
  if (found === undefined) throw new TooLong();
  return found;
}

/** A word that stays one: the value of an assignment, a heredoc. Throws {@link TooLong}. */
export function expandText(word: ShellWord, scope: ExpansionScope): string {
  const pieces: string[] = [];
  let characters = 0;
  for (const [index, part] of word.entries()) {
    const text =
      part.kind === "variable" ? scope.variable(part.name) : part.quoted ? part.text : home(part.text, index, scope);
    characters += text.length;
    if (characters > scope.limits.characters) throw new TooLong();
    pieces.push(text);
  }
  return pieces.join("");
}

/** `~` at the start of a word is the top of the workspace. */
function home(text: string, index: number, scope: ExpansionScope): string {
  return index === 0 && /^~(?:\/|$)/.test(text)
    ? scope.variable("HOME").replace(/\/$/, "") + (text.slice(1) || "/")
    : text;
}

/** Splits the values of unquoted variables at their blanks. */
function fieldsOf(word: ShellWord, scope: ExpansionScope): Character[][] {
  const fields: Character[][] = [];
  let field: Character[] | undefined;
  let characters = 0;
  const add = (text: string, quoted: boolean) => {
    field ??= [];
    for (const character of text) field.push({ character, quoted });
    characters += text.length;
    if (characters > scope.limits.characters) throw new TooLong();
  };
  const end = () => {
    if (field !== undefined) fields.push(field);
    field = undefined;
  };
  for (const [index, part] of word.entries()) {
    if (part.kind === "text") add(part.quoted ? part.text : home(part.text, index, scope), part.quoted);
    else if (part.quoted) add(scope.variable(part.name), true);
    else {
      const value = scope.variable(part.name);
      const pieces = value.split(/[ \t\n]+/);
      for (const [number, piece] of pieces.entries()) {
        if (number > 0) end();
        if (piece !== "") add(piece, false);
      }
    }
  }
  end();
  return fields;
}

/** The paths that a pattern matches, sorted; the text itself if there are none. */
function expandGlob(field: readonly Character[], scope: ExpansionScope): string[] {
  const literal = field.map(({ character }) => character).join("");
  const steps = splitAtSlashes(field).map((characters) => ({
    pattern: readGlob(characters),
    text: characters.map(({ character }) => character).join(""),
  }));
  if (!steps.some(({ pattern }) => isPattern(pattern))) return [literal];
  let found = [""];
  let looks = 0;
  for (const [index, { pattern, text }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const slash = isLast ? "" : "/";
    if (!isPattern(pattern)) {
      found = found.map((path) => path + text + slash).filter((path) => !isLast || exists(path, scope));
      continue;
    }
    const next: string[] = [];
    for (const path of found) {
      const names = scope.names(path) ?? [];
      looks += names.length + 1;
      if (looks > scope.limits.names) throw new TooLong();
      for (const name of names) if (matchesGlob(pattern, name)) next.push(path + name + slash);
    }
    found = next;
  }
  return found.length === 0 ? [literal] : found.sort();
}

function splitAtSlashes(field: readonly Character[]): Character[][] {
  const steps: Character[][] = [[]];
  for (const item of field) {
    if (item.character === "/") steps.push([]);
    else steps.at(-1)?.push(item);
  }
  return steps;
}

function exists(path: string, { names }: ExpansionScope): boolean {
  if (path === "" || path.endsWith("/")) return names(path) !== undefined;
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  return name === "." || name === ".." || names(path.slice(0, slash + 1))?.includes(name) === true;
}
