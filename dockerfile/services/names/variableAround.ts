import type { Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import type { TextPlace } from "../statementAt.ts";

const MAX_NAME = 256;

export interface VariableAround {
  readonly name: string;
  readonly range: Range;
  /** True where ARG or ENV gives the name a value. */
  readonly isDeclaration: boolean;
}

/** `$name` or the head of `${name…}` around a place, or the name that an ARG or ENV gives there. */
export function variableAround(
  dockerfile: Dockerfile,
  place: Exclude<TextPlace, { kind: "trivia" }>,
): VariableAround | undefined {
  return used(dockerfile, place) ?? declared(dockerfile, place);
}

function used({ syntax: { text, lines } }: Dockerfile, { offset }: TextPlace): VariableAround | undefined {
  const from = Math.max(0, offset - MAX_NAME);
  const before = /\$\{?\w*$/.exec(text.slice(from, offset))?.[0] ?? "";
  const start = before === "" ? offset : offset - before.length;
  const match = /^\$(\{?)([A-Za-z_]\w*)/.exec(text.slice(start, start + 2 * MAX_NAME));
  if (match === null) return undefined;
  const [whole, brace, name = ""] = match;
  const end = start + whole.length + (brace === "{" && text[start + whole.length] === "}" ? 1 : 0);
  return { name, range: lines.rangeOf(start, end), isDeclaration: false };
}

function declared(
  { syntax: { lines }, instructionOf }: Dockerfile,
  { statement, offset }: Exclude<TextPlace, { kind: "trivia" }>,
): VariableAround | undefined {
  const instruction = instructionOf.get(statement);
  if (instruction?.name !== "ENV" && instruction?.name !== "ARG") return undefined;
  const keys =
    instruction.name === "ENV" ? instruction.pairs.map(({ key }) => key) : instruction.args.map(({ key }) => key);
  const key = keys.find(({ range }) => lines.offsetAt(range.start) <= offset && offset <= lines.offsetAt(range.end));
  return key === undefined ? undefined : { name: key.raw, range: key.range, isDeclaration: true };
}
