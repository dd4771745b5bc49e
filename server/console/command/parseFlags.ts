import { type FlagSpec, type FlagSpecs, readBoolean } from "./flags.ts";

export type ParsedFlags =
  | {
      readonly ok: true;
      readonly values: Readonly<Record<string, unknown>>;
      readonly given: ReadonlySet<string>;
      readonly args: readonly string[];
    }
  /** `--help`, or `-h` where it is not a flag of the command. */
  | { readonly ok: "help"; readonly isShorthand: boolean }
  | { readonly ok: false; readonly fault: FlagFault };

/** What is wrong with a flag; the words are `pflagWords`' or `getoptWords`'. */
export type FlagFault =
  | { readonly kind: "unknown"; readonly name: string }
  /** `bundle` begins with the letter: `Zx` of `-itZx`. */
  | { readonly kind: "unknown-letter"; readonly letter: string; readonly bundle: string }
  | { readonly kind: "no-value"; readonly name: string }
  | { readonly kind: "no-value-letter"; readonly letter: string; readonly bundle: string }
  | { readonly kind: "syntax"; readonly word: string }
  | {
      readonly kind: "value";
      readonly name: string;
      readonly short: string | undefined;
      readonly value: string;
      readonly message: string;
    }
  | { readonly kind: "unsupported"; readonly reason: string };

interface Parsing {
  readonly specs: FlagSpecs;
  readonly values: Record<string, unknown>;
  readonly given: Set<string>;
  readonly args: string[];
}

/** What stops the parsing. */
type Stop = Exclude<ParsedFlags, { readonly ok: true }>;

/**
 * Reads a command line as Go's pflag does: `--name value`, `--name=value`, `-it`, `-n5`, `-n=5`, and `--` before
 * arguments that begin with a dash.
 */
export function parseFlags(
  specs: FlagSpecs,
  words: readonly string[],
  { stopsAtFirstArgument = false }: { readonly stopsAtFirstArgument?: boolean } = {},
): ParsedFlags {
  const parsing: Parsing = { specs, values: defaults(specs), given: new Set(), args: [] };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      parsing.args.push(...rest);
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      parsing.args.push(word);
      if (!stopsAtFirstArgument) continue;
      parsing.args.push(...rest);
      break;
    }
    const stop = word.startsWith("--") ? readLong(parsing, word, rest) : readShort(parsing, word.slice(1), rest);
    if (stop !== undefined) return stop;
  }
  return { ok: true, values: parsing.values, given: parsing.given, args: parsing.args };
}

function defaults(specs: FlagSpecs): Record<string, unknown> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, defaultOf(spec)]));
}

function defaultOf(spec: FlagSpec): unknown {
  if (spec.kind === "boolean") return spec.default ?? false;
  if (spec.kind === "list") return [];
  return spec.kind === "string" || spec.kind === "int" ? spec.default : undefined;
}

function stopFor(fault: FlagFault): Stop {
  return { ok: false, fault };
}

export function takesValue(spec: FlagSpec): boolean {
  if (spec.kind === "boolean") return false;
  return spec.kind === "unsupported" || spec.kind === "ignored" ? spec.takesValue : true;
}

function readLong(parsing: Parsing, word: string, rest: string[]): Stop | undefined {
  const [name = "", value] = splitOnce(word.slice(2));
  if (name === "" || name.startsWith("-")) return stopFor({ kind: "syntax", word });
  const spec = Object.hasOwn(parsing.specs, name) ? parsing.specs[name] : undefined;
  if (spec === undefined) {
    return name === "help" ? { ok: "help", isShorthand: false } : stopFor({ kind: "unknown", name });
  }
  if (value !== undefined) return assign(parsing, name, spec, value);
  if (!takesValue(spec)) return assign(parsing, name, spec, "true");
  const next = rest.shift();
  return next === undefined ? stopFor({ kind: "no-value", name }) : assign(parsing, name, spec, next);
}

function readShort(parsing: Parsing, bundle: string, rest: string[]): Stop | undefined {
  for (let letters = bundle; letters !== ""; letters = letters.slice(1)) {
    const letter = letters.charAt(0);
    const [name, spec] = Object.entries(parsing.specs).find(([, { short }]) => short === letter) ?? [];
    if (name === undefined || spec === undefined) {
      if (letter === "h") return { ok: "help", isShorthand: true };
      return stopFor({ kind: "unknown-letter", letter, bundle: letters });
    }
    const attached = attachedValue(spec, letters);
    const value = attached ?? (takesValue(spec) ? rest.shift() : "true");
    if (value === undefined) return stopFor({ kind: "no-value-letter", letter, bundle: letters });
    const stop = assign(parsing, name, spec, value);
    if (stop !== undefined || attached !== undefined) return stop;
    if (takesValue(spec)) return undefined;
  }
  return undefined;
}

/** The value in the rest of a bundle: `5` of `n5` and `n=5`. */
function attachedValue(spec: FlagSpec, letters: string): string | undefined {
  if (letters.length > 2 && letters.charAt(1) === "=") return letters.slice(2);
  return takesValue(spec) && letters.length > 1 ? letters.slice(1) : undefined;
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf("=");
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function assign({ values, given }: Parsing, name: string, spec: FlagSpec, text: string): Stop | undefined {
  if (spec.kind === "unsupported") return stopFor({ kind: "unsupported", reason: spec.reason });
  const read = readValue(spec, text);
  if (!read.ok) {
    return stopFor({ kind: "value", name, short: spec.short, value: text, message: read.message });
  }
  const before = values[name];
  values[name] = spec.kind === "list" && Array.isArray(before) ? [...before, text] : read.value;
  given.add(name);
  return undefined;
}

type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

function readValue(spec: FlagSpec, text: string): Read {
  if (spec.kind === "value") return spec.read(text);
  if (spec.kind === "boolean") {
    const value = readBoolean(text);
    return value === undefined ? invalidSyntax("ParseBool", text) : { ok: true, value };
  }
  if (spec.kind !== "int") return { ok: true, value: text };
  const value = /^[+-]?(?:\d+|0x[0-9a-f]+|0o[0-7]+|0b[01]+)$/i.test(text) ? integer(text) : Number.NaN;
  return Number.isSafeInteger(value) ? { ok: true, value } : invalidSyntax("ParseInt", text);
}

function integer(text: string): number {
  const size = Number(text.replace(/^[+-]/, ""));
  return text.startsWith("-") ? -size : size;
}

function invalidSyntax(parser: string, text: string): Read {
  return { ok: false, message: `strconv.${parser}: parsing ${JSON.stringify(text)}: invalid syntax` };
}
