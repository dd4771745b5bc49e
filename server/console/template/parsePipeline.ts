import { goQuote } from "#dockerfile/go/goFormat.ts";
import { readLiteral } from "./literal.ts";
import type { Command, Operand, Pipeline } from "./node.ts";
import { parseError } from "./templateError.ts";
import type { Token } from "./token.ts";

/** What a pipeline may refer to. */
export interface Names {
  readonly functions: ReadonlySet<string>;
  readonly variables: string[];
}

const MAX_DEPTH = 50;

/** Reads the words of one action. */
export class PipelineParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #names: Names;
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, tokens: readonly Token[], end: number, names: Names) {
    this.#text = text;
    this.#tokens = tokens;
    this.#names = names;
    this.#end = end;
  }

  /** Everything that is left; `context` as Go names it: `command`, `range`, `if`. */
  parse(context: string): Pipeline {
    const pipeline = this.#pipeline(context);
    const rest = this.#peek();
    if (rest !== undefined) throw this.#unexpected(rest, context);
    return pipeline;
  }

  #pipeline(context: string): Pipeline {
    this.#skipSpace();
    const { variables, isAssignment } = this.#declaration(context);
    const commands: Command[] = [];
    const offset = this.#peek()?.offset ?? this.#end;
    for (;;) {
      this.#skipSpace();
      const next = this.#peek();
      if (next === undefined || next.kind === "close") break;
      commands.push(this.#command(context));
      this.#skipSpace();
      if (this.#peek()?.kind !== "pipe") break;
      this.#at += 1;
    }
    const [first, ...others] = commands;
    if (first === undefined) throw this.#error(`missing value for ${context}`);
    this.#requireCallable(others);
    this.#names.variables.push(...(isAssignment ? [] : variables));
    const sources = commands.map(({ source }) => source).join(" | ");
    const head = variables.length === 0 ? "" : `${variables.join(", ")} ${isAssignment ? "=" : ":="} `;
    return { variables, isAssignment, commands: [first, ...others], offset, source: head + sources };
  }

  #requireCallable(commands: readonly Command[]): void {
    for (const [index, { operands }] of commands.entries()) {
      const [first] = operands;
      if (["literal", "nil", "dot"].includes(first.kind)) {
        throw this.#error(`non executable command in pipeline stage ${index + 2}`);
      }
    }
  }

  #declaration(context: string): { variables: string[]; isAssignment: boolean } {
    const start = this.#at;
    const variables: string[] = [];
    while (this.#peek()?.kind === "variable") {
      variables.push(this.#next()?.value ?? "");
      this.#skipSpace();
      const next = this.#peek();
      if (next?.kind === "declare" || next?.kind === "assign") {
        this.#at += 1;
        this.#skipSpace();
        return { variables, isAssignment: next.kind === "assign" };
      }
      if (next?.kind !== "comma") break;
      if (context !== "range") throw this.#error(`too many declarations in ${context}`);
      this.#at += 1;
      this.#skipSpace();
    }
    this.#at = start;
    return { variables: [], isAssignment: false };
  }

  #command(context: string): Command {
    const operands: Operand[] = [];
    const offset = this.#peek()?.offset ?? this.#end;
    for (;;) {
      operands.push(this.#operand(context));
      const next = this.#peek();
      if (next === undefined || next.kind === "pipe" || next.kind === "close") break;
      if (next.kind !== "space") throw this.#unexpected(next, "operand");
      this.#skipSpace();
      const following = this.#peek();
      if (following === undefined || following.kind === "pipe" || following.kind === "close") break;
    }
    const [first, ...others] = operands;
    if (first === undefined) throw this.#error(`missing value for ${context}`);
    return { operands: [first, ...others], offset, source: operands.map(({ source }) => source).join(" ") };
  }

  #operand(context: string): Operand {
    const term = this.#term(context);
    const first = this.#peek();
    if (first?.kind !== "field") return term;
    const names: string[] = [];
    while (this.#peek()?.kind === "field") names.push((this.#next()?.value ?? "").slice(1));
    const source = term.source + names.map((name) => `.${name}`).join("");
    // As in Go, an error about a chain points to its second name.
    const { offset } = first;
    switch (term.kind) {
      case "field":
        return { ...term, names: [...term.names, ...names], offset, source };
      case "variable":
        return { ...term, names: [...term.names, ...names], offset, source };
      case "literal":
      case "nil":
      case "dot":
        throw this.#error(`unexpected . after term ${goQuote(term.source)}`);
      default:
        return { kind: "chain", of: term, names, offset, source };
    }
  }

  #term(context: string): Operand {
    const token = this.#next();
    if (token === undefined) throw this.#error(`missing value for ${context}`);
    const { kind, value, offset } = token;
    const base = { offset, source: value };
    switch (kind) {
      case "field":
        return { ...base, kind, names: [value.slice(1)] };
      case "dot":
        return { ...base, kind };
      case "variable":
        if (!this.#names.variables.includes(value)) throw this.#error(`undefined variable ${goQuote(value)}`);
        return { ...base, kind, name: value, names: [] };
      case "identifier":
        return this.#word(value, base);
      case "string":
      case "character":
      case "number":
        return { ...base, kind: "literal", value: readLiteral(kind, value) };
      case "open":
        return this.#parenthesized(offset);
      default:
        throw this.#unexpected(token, "operand");
    }
  }

  #word(value: string, base: { offset: number; source: string }): Operand {
    if (value === "true" || value === "false") return { ...base, kind: "literal", value: value === "true" };
    if (value === "nil") return { ...base, kind: "nil" };
    if (!this.#names.functions.has(value)) throw this.#error(`function ${goQuote(value)} not defined`);
    return { ...base, kind: "function", name: value };
  }

  #parenthesized(offset: number): Operand {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#error("expression nests too deeply");
    const pipeline = this.#pipeline("parenthesized pipeline");
    this.#at += 1;
    this.#depth -= 1;
    return { kind: "pipeline", pipeline, offset, source: `(${pipeline.source})` };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #skipSpace(): void {
    while (this.#peek()?.kind === "space") this.#at += 1;
  }

  #unexpected({ value }: Token, context: string): Error {
    return this.#error(`unexpected ${/^\s+$/.test(value) ? "space" : goShown(value)} in ${context}`);
  }

  #error(message: string): Error {
    return parseError(this.#text, this.#peek()?.offset ?? this.#end, message);
  }
}

function goShown(value: string): string {
  return value.length > 10 ? `${goQuote(value.slice(0, 10))}...` : goQuote(value);
}
