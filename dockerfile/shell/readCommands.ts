import type { TreeCursor } from "web-tree-sitter";
import type {
  Enclosure,
  ListOperator,
  ShellAssignment,
  ShellCommand,
  ShellRedirect,
  ShellScript,
  ShellWord,
} from "./shellScript.ts";
import { flagsOf, shellWord } from "./shellWords.ts";
import { wrappedCommand } from "./wrappedCommand.ts";

/** Deeper than any honest script nests; below it nothing is read. */
const MAX_DEPTH = 200;

const OPERATORS: Readonly<Record<string, ListOperator>> = {
  "&&": "&&",
  "||": "||",
  ";": ";",
  ";;": ";",
  "&": "&",
  "|": "|",
  "|&": "|&",
  "\n": "newline",
};

const ENCLOSURES: Readonly<Record<string, Enclosure>> = {
  subshell: "subshell",
  compound_statement: "group",
  function_definition: "function",
  if_statement: "condition",
  elif_clause: "condition",
  else_clause: "condition",
  case_statement: "condition",
  while_statement: "loop",
  for_statement: "loop",
  c_style_for_statement: "loop",
  command_substitution: "substitution",
  process_substitution: "substitution",
  pipeline: "pipeline",
  negated_command: "negation",
};

const REDIRECTS = new Set(["file_redirect", "heredoc_redirect", "herestring_redirect"]);
const DECLARATIONS = new Set(["declaration_command", "unset_command"]);

/** What stands where the walk is. */
interface Place {
  readonly inside: readonly Enclosure[];
  readonly joinedBy: ListOperator | undefined;
  readonly depth: number;
}

/** The commands of a tree of tree-sitter's bash grammar, nested ones too, each before those in its words. */
export function readCommands(cursor: TreeCursor, text: string, wrong: boolean): ShellScript {
  const reader = new CommandReader(cursor, text);
  reader.visit({ inside: [], joinedBy: undefined, depth: 0 });
  return { text, commands: reader.commands, pipelines: reader.pipelines, wrong };
}

class CommandReader {
  readonly #cursor: TreeCursor;
  readonly #text: string;
  readonly commands: ShellCommand[] = [];
  readonly pipelines: { start: number; end: number }[] = [];

  constructor(cursor: TreeCursor, text: string) {
    this.#cursor = cursor;
    this.#text = text;
  }

  visit(place: Place): void {
    const type = this.#cursor.nodeType;
    if (type === "comment" || place.depth > MAX_DEPTH) return;
    if (type === "command") this.#readCommand(place);
    else if (DECLARATIONS.has(type)) this.#readDeclaration(place);
    else if (type === "redirected_statement") this.#readRedirected(place);
    else {
      if (type === "pipeline") this.pipelines.push({ start: this.#cursor.startIndex, end: this.#cursor.endIndex });
      const enclosure = ENCLOSURES[type];
      this.#visitChildren(enclosure === undefined ? place : { ...place, inside: [...place.inside, enclosure] });
    }
  }

  #visitChildren(place: Place): void {
    if (!this.#cursor.gotoFirstChild()) return;
    let { joinedBy } = place;
    do {
      const operator = this.#cursor.nodeIsNamed ? undefined : OPERATORS[this.#cursor.nodeType];
      if (operator !== undefined) joinedBy = operator;
      else this.visit({ ...place, joinedBy, depth: place.depth + 1 });
      // A line break is no node of its own: a statement after another without an operator follows one.
      if (operator === undefined && this.#cursor.nodeIsNamed) joinedBy = "newline";
    } while (this.#cursor.gotoNextSibling());
    this.#cursor.gotoParent();
  }

  #readCommand(place: Place): void {
    const start = this.#cursor.startIndex;
    const words: ShellWord[] = [];
    const assignments: ShellAssignment[] = [];
    const redirects: ShellRedirect[] = [];
    const index = this.commands.length;
    if (!this.#cursor.gotoFirstChild()) return;
    const nested: Place = { ...place, joinedBy: undefined, depth: place.depth + 1 };
    do {
      const type = this.#cursor.nodeType;
      if (type === "variable_assignment" && words.length === 0) assignments.push(this.#readAssignment());
      else if (REDIRECTS.has(type)) redirects.push(this.#readRedirect());
      else this.#pushWord(words);
      this.visit(nested);
    } while (this.#cursor.gotoNextSibling());
    this.#cursor.gotoParent();
    this.#add(index, { words, assignments, redirects, start }, place);
  }

  #pushWord(words: ShellWord[]): void {
    const { startIndex, endIndex } = this.#cursor;
    const before = words[words.length - 1];
    // The grammar parts a word at a line break behind a backslash, a shell does not.
    const isSame = before !== undefined && this.#text.slice(before.end, startIndex) === "\\\n";
    if (isSame) words.pop();
    words.push(shellWord(this.#text, isSame ? before.start : startIndex, endIndex));
  }

  #readDeclaration(place: Place): void {
    const index = this.commands.length;
    const start = this.#cursor.startIndex;
    const words: ShellWord[] = [];
    if (!this.#cursor.gotoFirstChild()) return;
    do {
      words.push(shellWord(this.#text, this.#cursor.startIndex, this.#cursor.endIndex));
      this.visit({ ...place, joinedBy: undefined, depth: place.depth + 1 });
    } while (this.#cursor.gotoNextSibling());
    this.#cursor.gotoParent();
    this.#add(index, { words, assignments: [], redirects: [], start }, place);
  }

  /** The redirects after a statement are those of its last command. */
  #readRedirected(place: Place): void {
    const from = this.commands.length;
    const nested = { ...place, depth: place.depth + 1 };
    if (!this.#cursor.gotoFirstChild()) return;
    do {
      if (REDIRECTS.has(this.#cursor.nodeType)) this.#redirect(from, place, this.#readRedirect());
      this.visit(nested);
    } while (this.#cursor.gotoNextSibling());
    this.#cursor.gotoParent();
  }

  #redirect(from: number, { inside }: Place, redirect: ShellRedirect): void {
    const index = this.commands.findLastIndex((command, at) => at >= from && command.inside.length <= inside.length);
    const command = this.commands[index];
    if (command !== undefined) this.commands[index] = { ...command, redirects: [...command.redirects, redirect] };
  }

  #readAssignment(): ShellAssignment {
    const { startIndex, endIndex } = this.#cursor;
    const text = this.#text.slice(startIndex, endIndex);
    const equals = text.indexOf("=");
    const name = text.slice(0, equals).replace(/\+$/, "");
    return { name, value: shellWord(this.#text, startIndex + equals + 1, endIndex) };
  }

  #readRedirect(): ShellRedirect {
    const { startIndex: start, endIndex: end } = this.#cursor;
    const match = /^(\d*)(<<<|<<-?|>>|>\||<>|&>>|&>|[<>]&?)[ \t]*/.exec(this.#text.slice(start, end));
    if (match === null) return { operator: "", target: undefined, start, end };
    const targetStart = start + match[0].length;
    const target = match[2]?.startsWith("<<") ? undefined : shellWord(this.#text, targetStart, end);
    return { operator: match[2] ?? "", target, start, end };
  }

  #add(
    index: number,
    parts: Pick<ShellCommand, "words" | "assignments" | "redirects" | "start">,
    { inside, joinedBy }: Place,
  ): void {
    const [nameWord, ...words] = parts.words;
    if (nameWord === undefined) return;
    const command: ShellCommand = {
      ...parts,
      name: nameWord.constant ? nameWord.text : "",
      nameWord,
      words,
      flags: flagsOf(words),
      joinedBy,
      inside,
      end: (words[words.length - 1] ?? nameWord).end,
    };
    const wrapped = wrappedCommand(command);
    this.commands.splice(index, 0, command, ...(wrapped === undefined ? [] : [wrapped]));
  }
}
