import type { ShellNode } from "./shellNode.ts";
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

/** What encloses the current node. */
interface Place {
  readonly inside: readonly Enclosure[];
  readonly joinedBy: ListOperator | undefined;
}

/** A script's commands, and where it has pipelines. */
type Commands = Pick<ShellScript, "commands" | "pipelines">;

/** The commands of a tree of tree-sitter's bash grammar, nested ones too, each before those in its words. */
export function readCommands(root: ShellNode, text: string): Commands {
  const reader = new CommandReader(text);
  reader.visit(root, { inside: [], joinedBy: undefined });
  return { commands: reader.commands, pipelines: reader.pipelines };
}

class CommandReader {
  readonly #text: string;
  readonly commands: ShellCommand[] = [];
  readonly pipelines: { start: number; end: number }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  visit(node: ShellNode, place: Place): void {
    const { kind } = node;
    if (node.children.length === 0) return;
    if (kind === "command") this.#readCommand(node, place);
    else if (DECLARATIONS.has(kind)) this.#readDeclaration(node, place);
    else if (kind === "redirected_statement") this.#readRedirected(node, place);
    else {
      if (kind === "pipeline") this.pipelines.push({ start: node.start, end: node.end });
      const enclosure = ENCLOSURES[kind];
      this.#visitChildren(node, enclosure === undefined ? place : { ...place, inside: [...place.inside, enclosure] });
    }
  }

  #visitChildren({ children }: ShellNode, { inside, joinedBy: first }: Place): void {
    let joinedBy = first;
    for (const child of children) {
      const operator = child.named ? undefined : OPERATORS[child.kind];
      if (operator !== undefined) joinedBy = operator;
      else {
        if (child.children.length > 0) this.visit(child, { inside, joinedBy });
        // A line break is no node of its own: a statement after another without an operator follows one.
        if (child.named) joinedBy = "newline";
      }
    }
  }

  #readCommand({ start, children }: ShellNode, place: Place): void {
    const words: ShellWord[] = [];
    const assignments: ShellAssignment[] = [];
    const redirects: ShellRedirect[] = [];
    const index = this.commands.length;
    const nested: Place = { inside: place.inside, joinedBy: undefined };
    for (const child of children) {
      if (child.kind === "variable_assignment" && words.length === 0) assignments.push(this.#readAssignment(child));
      else if (REDIRECTS.has(child.kind)) redirects.push(this.#readRedirect(child));
      else this.#pushWord(words, child);
      this.visit(child, nested);
    }
    this.#add(index, { words, assignments, redirects, start }, place);
  }

  #pushWord(words: ShellWord[], { start, end }: ShellNode): void {
    const before = words[words.length - 1];
    // The grammar parts a word at a line break behind a backslash, a shell does not.
    const isSame = before !== undefined && start === before.end + 2 && this.#text.startsWith("\\\n", before.end);
    if (isSame) words.pop();
    words.push(shellWord(this.#text, isSame ? before.start : start, end));
  }

  #readDeclaration({ start, children }: ShellNode, { inside, joinedBy }: Place): void {
    const index = this.commands.length;
    const words: ShellWord[] = [];
    for (const child of children) {
      words.push(shellWord(this.#text, child.start, child.end));
      this.visit(child, { inside, joinedBy: undefined });
    }
    this.#add(index, { words, assignments: [], redirects: [], start }, { inside, joinedBy });
  }

  /** The redirects after a statement are those of its last command. */
  #readRedirected({ children }: ShellNode, place: Place): void {
    const from = this.commands.length;
    for (const child of children) {
      if (REDIRECTS.has(child.kind)) this.#redirect(from, place, this.#readRedirect(child));
      this.visit(child, place);
    }
  }

  #redirect(from: number, { inside }: Place, redirect: ShellRedirect): void {
    const index = this.commands.findLastIndex((command, at) => at >= from && command.inside.length <= inside.length);
    const command = this.commands[index];
    if (command !== undefined) this.commands[index] = { ...command, redirects: [...command.redirects, redirect] };
  }

  #readAssignment({ start, end }: ShellNode): ShellAssignment {
    const text = this.#text.slice(start, end);
    const equals = text.indexOf("=");
    const name = text.slice(0, equals).replace(/\+$/, "");
    return { name, value: shellWord(this.#text, start + equals + 1, end) };
  }

  #readRedirect({ start, end }: ShellNode): ShellRedirect {
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
