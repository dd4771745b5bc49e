import { LineScanner, WITH_QUOTES } from "./lineScanner.ts";
import { INITIAL_LINE_STATE, type LineState, type LineToken } from "./lineState.ts";

export interface TokenizedLine {
  readonly tokens: readonly LineToken[];
  readonly state: LineState;
}

const WITH_FLAGS = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);

/**
 * Colours for a Dockerfile, one line at a time: what an editor can do on every key without a parse. It follows the
 * grammar of BuildKit's parser line by line (directives, continuations, comments within them, heredocs); the language
 * core in the worker stays the judge of what is right.
 */
export function tokenizeLine(line: string, state: LineState): TokenizedLine {
  if (state.phase === "heredoc") return tokenizeHeredoc(line, state);
  const directive = state.phase === "directives" ? tokenizeDirective(line, state) : undefined;
  if (directive) return directive;
  const here: LineState = state.phase === "directives" ? { ...state, phase: "statement" } : state;
  if (/^\s*#/.test(line)) return { tokens: [{ start: 0, kind: "comment" }], state: here };
  if (/^\s*$/.test(line)) return { tokens: [{ start: 0, kind: "text" }], state: here };
  return tokenizeStatement(line, here);
}

function tokenizeDirective(line: string, state: LineState): TokenizedLine | undefined {
  const match = /^(\s*#\s*)(syntax|escape|check)(\s*=\s*)(.*?)\s*$/i.exec(line);
  if (!match) return undefined;
  const [, mark = "", name = "", equals = "", value = ""] = match;
  const escapeChar = name.toLowerCase() === "escape" && (value === "`" || value === "\\") ? value : state.escapeChar;
  return {
    tokens: [
      { start: 0, kind: "comment" },
      { start: mark.length, kind: "directive" },
      { start: mark.length + name.length, kind: "comment" },
      { start: mark.length + name.length + equals.length, kind: "string" },
    ],
    state: { ...state, escapeChar },
  };
}

function tokenizeHeredoc(line: string, state: LineState): TokenizedLine {
  const [current, ...later] = state.heredocs;
  if (!current) return tokenizeStatement(line, { ...state, phase: "statement" });
  if ((current.chomp ? line.replace(/^\t+/, "") : line) === current.name) {
    const next: LineState = later.length > 0 ? { ...state, heredocs: later } : ended(state);
    return { tokens: [{ start: 0, kind: "heredoc" }], state: next };
  }
  const scanner = new LineScanner(line, state.escapeChar);
  scanner.body(current.expand);
  return { tokens: scanner.tokens, state };
}

function tokenizeStatement(line: string, state: LineState): TokenizedLine {
  const scanner = new LineScanner(line, state.escapeChar);
  let { instruction, flagsDone } = state;
  if (state.phase !== "continued") {
    instruction = scanner.keyword().toUpperCase();
    flagsDone = !WITH_FLAGS.has(instruction);
    if (instruction === "ONBUILD") {
      instruction = scanner.keyword().toUpperCase();
      flagsDone = !WITH_FLAGS.has(instruction);
    }
  }
  if (!flagsDone) flagsDone = scanner.flags();
  const rest = scanner.words(instruction, flagsDone, WITH_QUOTES.has(instruction) ? state.quote : "");
  const heredocs = [...state.heredocs, ...rest.heredocs];
  if (rest.continued)
    return {
      tokens: scanner.tokens,
      state: { ...state, phase: "continued", instruction, flagsDone, quote: rest.quote, heredocs },
    };
  if (heredocs.length > 0) return { tokens: scanner.tokens, state: { ...ended(state), phase: "heredoc", heredocs } };
  return { tokens: scanner.tokens, state: ended(state) };
}

const ended = ({ escapeChar }: LineState): LineState => ({ ...INITIAL_LINE_STATE, phase: "statement", escapeChar });
