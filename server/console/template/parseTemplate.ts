import { goQuote } from "#dockerfile/go/goFormat.ts";
import type { Template, TemplateNode } from "./node.ts";
import { type Names, PipelineParser } from "./parsePipeline.ts";
import { parseError } from "./templateError.ts";
import { type Part, readParts, type Token } from "./token.ts";

const MAX_TEXT = 64 * 1024;
const MAX_DEPTH = 50;

type Action = Extract<Part, { kind: "action" }>;

/** How a list of nodes ended: an action that closes it, or the end of the text. */
interface Ending {
  readonly word: "end" | "else" | "eof";
  /** What follows `else`: `if .X`. */
  readonly rest: readonly Token[];
  readonly action?: Action;
}

interface Scope {
  readonly depth: number;
  readonly inRange: boolean;
}

const UNSUPPORTED = new Set(["define", "template", "block"]);

/** Parses a Go template as far as `docker --format` needs them. Throws a TemplateError. */
export function parseTemplate(text: string, functions: ReadonlySet<string>): Template {
  if (text.length > MAX_TEXT) throw parseError(text, 0, "template is too long");
  const parser = new TemplateParser(text, functions);
  return { text, nodes: parser.parse() };
}

class TemplateParser {
  readonly #text: string;
  readonly #parts: readonly Part[];
  readonly #names: Names;
  #at = 0;

  constructor(text: string, functions: ReadonlySet<string>) {
    this.#text = text;
    this.#parts = readParts(text);
    this.#names = { functions, variables: ["$"] };
  }

  parse(): TemplateNode[] {
    const { nodes, ending } = this.#list({ depth: 0, inRange: false });
    if (ending.word !== "eof") throw this.#error(ending.action, `unexpected {{${ending.word}}}`);
    return nodes;
  }

  #list(scope: Scope): { nodes: TemplateNode[]; ending: Ending } {
    if (scope.depth > MAX_DEPTH) throw this.#error(undefined, "template nests too deeply");
    const nodes: TemplateNode[] = [];
    for (;;) {
      const part = this.#parts[this.#at++];
      if (part === undefined) return { nodes, ending: { word: "eof", rest: [] } };
      if (part.kind === "text") {
        nodes.push({ kind: "text", text: part.text });
        continue;
      }
      const { word, rest } = keywordOf(part);
      if (word === "end" || word === "else") return { nodes, ending: { word, rest, action: part } };
      nodes.push(this.#action(part, word, rest, scope));
    }
  }

  #action(part: Action, word: string | undefined, rest: readonly Token[], scope: Scope): TemplateNode {
    if (word === "if" || word === "with" || word === "range") return this.#control(part, word, rest, scope);
    if (word === "break" || word === "continue") {
      if (!scope.inRange) throw this.#error(part, `{{${word}}} outside {{range}}`);
      return { kind: word };
    }
    if (word !== undefined && UNSUPPORTED.has(word)) {
      throw this.#error(part, `{{${word}}} is not supported here`);
    }
    return { kind: "action", pipeline: this.#pipeline(part.tokens, part, "command") };
  }

  #control(part: Action, word: "if" | "with" | "range", rest: readonly Token[], scope: Scope): TemplateNode {
    const known = this.#names.variables.length;
    const pipeline = this.#pipeline(rest, part, word);
    const inner = { depth: scope.depth + 1, inRange: scope.inRange || word === "range" };
    const { nodes: body, ending } = this.#list(inner);
    const otherwise = this.#otherwise(ending, word, scope);
    this.#names.variables.length = known;
    return { kind: word, pipeline, body, otherwise };
  }

  #otherwise(ending: Ending, word: string, scope: Scope): TemplateNode[] {
    if (ending.word === "eof") throw this.#error(undefined, "unexpected EOF");
    if (ending.word === "end" || ending.action === undefined) return [];
    const { word: nested, rest } = keywordOf({ ...ending.action, tokens: ending.rest });
    const inner = { ...scope, depth: scope.depth + 1 };
    // `{{else if .X}}` shares the {{end}} of what it belongs to.
    if (nested === word && (nested === "if" || nested === "with")) {
      return [this.#control(ending.action, nested, rest, inner)];
    }
    if (ending.rest.some(({ kind }) => kind !== "space")) {
      throw this.#error(ending.action, `unexpected ${goQuote(ending.rest[0]?.value ?? "")} in else`);
    }
    const { nodes, ending: last } = this.#list(inner);
    if (last.word === "eof") throw this.#error(undefined, "unexpected EOF");
    if (last.word === "else") throw this.#error(last.action, "expected end; found {{else}}");
    return nodes;
  }

  #pipeline(tokens: readonly Token[], { end }: Action, context: string) {
    return new PipelineParser(this.#text, tokens, end, this.#names).parse(context);
  }

  #error(part: Action | undefined, message: string): Error {
    return parseError(this.#text, part?.offset ?? this.#text.length, message);
  }
}

const KEYWORDS = new Set(["if", "with", "range", "else", "end", "break", "continue", ...UNSUPPORTED]);

/** The keyword an action starts with, and the words after it. */
function keywordOf({ tokens }: Action): { word: string | undefined; rest: readonly Token[] } {
  const start = tokens.findIndex(({ kind }) => kind !== "space");
  const first = tokens[start];
  const isKeyword = first?.kind === "identifier" && KEYWORDS.has(first.value);
  if (!isKeyword) return { word: undefined, rest: tokens };
  const rest = tokens.slice(start + 1);
  return { word: first.value, rest: rest[0]?.kind === "space" ? rest.slice(1) : rest };
}
