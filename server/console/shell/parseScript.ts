import {
  type Assignment,
  isStop,
  type MissingConstruct,
  type Pipeline,
  type Redirect,
  type Script,
  type ShellWord,
  type SimpleCommand,
  type Step,
  type SyntaxStop,
} from "./syntax.ts";
import { type Token, tokenize } from "./tokens.ts";

/** Words at the start of a command that begin something the console does not have. */
const RESERVED: Readonly<Record<string, MissingConstruct>> = {
  if: "condition",
  case: "condition",
  for: "loop",
  while: "loop",
  until: "loop",
  select: "loop",
  function: "function",
  "{": "group",
  "[[": "test",
  "[": "test",
  test: "test",
};

/** Reads a text of one or more lines. */
export function parseScript(text: string): Script | SyntaxStop {
  const tokens = tokenize(text);
  return isStop(tokens) ? tokens : new Parser(tokens).script();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  script(): Script | SyntaxStop {
    const steps: Step[] = [];
    this.#skipNewlines();
    let when: Step["when"] = ";";
    while (this.#at < this.#tokens.length) {
      const pipeline = this.#pipeline();
      if (isStop(pipeline)) return pipeline;
      steps.push({ when, pipeline });
      const joiner = this.#joiner();
      if (typeof joiner !== "string") return joiner;
      when = joiner;
    }
    return when === ";" ? steps : { stop: "incomplete" };
  }

  #operator(): string | undefined {
    const token = this.#tokens[this.#at];
    return token?.kind === "operator" ? token.operator : undefined;
  }

  #skipNewlines(): void {
    while (this.#operator() === "\n") this.#at += 1;
  }

  /** What follows a pipeline. */
  #joiner(): Step["when"] | SyntaxStop {
    const operator = this.#operator();
    this.#at += 1;
    if (operator === undefined) return ";";
    if (operator === "&") return { stop: "missing", construct: "background" };
    if (operator === "&&" || operator === "||") {
      this.#skipNewlines();
      return operator;
    }
    if (operator !== ";" && operator !== "\n") return unexpected(operator);
    this.#skipNewlines();
    return ";";
  }

  #pipeline(): Pipeline | SyntaxStop {
    const commands: SimpleCommand[] = [];
    const isNegated = isBare(this.#tokens[this.#at], "!");
    if (isNegated) this.#at += 1;
    for (;;) {
      const command = this.#command();
      if (isStop(command)) return command;
      commands.push(command);
      if (this.#operator() !== "|") return { isNegated, commands };
      this.#at += 1;
      this.#skipNewlines();
      if (this.#at >= this.#tokens.length) return { stop: "incomplete" };
    }
  }

  #command(): SimpleCommand | SyntaxStop {
    const assignments: Assignment[] = [];
    const words: ShellWord[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token.kind === "operator") break;
      this.#at += 1;
      if (token.kind === "word") {
        const assignment = words.length === 0 ? asAssignment(token.word) : undefined;
        if (assignment !== undefined) assignments.push(assignment);
        else words.push(token.word);
        continue;
      }
      const redirect = token.kind === "heredoc" ? { kind: "text" as const, text: token.text } : this.#redirect(token);
      if (isStop(redirect)) return redirect;
      redirects.push(redirect);
    }
    const stop = this.#fault(words);
    if (stop !== undefined) return stop;
    return assignments.length + words.length + redirects.length === 0
      ? unexpected(this.#operator() ?? "newline")
      : { assignments, words, redirects };
  }

  /** What a command begins that the console does not have. */
  #fault(words: readonly ShellWord[]): SyntaxStop | undefined {
    if (this.#operator() === "(") {
      return { stop: "missing", construct: words.length === 0 ? "subshell" : "function" };
    }
    const [first] = words;
    const name = first === undefined ? undefined : bareText(first);
    const construct = name !== undefined && Object.hasOwn(RESERVED, name) ? RESERVED[name] : undefined;
    return construct === undefined ? undefined : { stop: "missing", construct };
  }

  #redirect({ operator, of }: Extract<Token, { kind: "redirect" }>): Redirect | SyntaxStop {
    const target = this.#tokens[this.#at];
    if (target?.kind !== "word") return unexpected(target?.kind === "operator" ? target.operator : "newline");
    this.#at += 1;
    const to = target.word;
    const stream = of === "2" ? "stderr" : "stdout";
    switch (operator) {
      case "<":
        return { kind: "input", from: to };
      case "<<<":
        return { kind: "text", text: [...to, { kind: "text", text: "\n", quoted: true }] };
      case ">":
      case ">|":
      case ">>":
        return { kind: "output", of: of === "&" ? "both" : stream, append: operator === ">>", to };
      case ">&": {
        const as = bareText(to);
        if (as === "1" || as === "2") return { kind: "same", of: stream, as: as === "2" ? "stderr" : "stdout" };
        return { kind: "output", of: "both", append: false, to };
      }
      default:
        return unexpected(operator);
    }
  }
}

function unexpected(token: string): SyntaxStop {
  return { stop: "unexpected", token: token === "\n" ? "newline" : token };
}

function isBare(token: Token | undefined, text: string): boolean {
  return token?.kind === "word" && bareText(token.word) === text;
}

/** The text of a word without quotes and variables. */
function bareText(word: ShellWord): string | undefined {
  const [part] = word;
  return word.length === 1 && part?.kind === "text" && !part.quoted ? part.text : undefined;
}

function asAssignment([first, ...rest]: ShellWord): Assignment | undefined {
  if (first?.kind !== "text" || first.quoted) return undefined;
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(first.text);
  if (match === null) return undefined;
  const [, name = "", start = ""] = match;
  return { name, value: start === "" ? rest : [{ ...first, text: start }, ...rest] };
}
