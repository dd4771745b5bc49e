import type { Position } from "#contract/range.ts";
import type { InstructionName } from "../../instructions/instruction.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { instructionNameOf, instructionRegistry } from "../../instructions/registry.ts";
import { type MarkupContent, markdown } from "../lsp.ts";
import { textPlaceAt } from "../statementAt.ts";
import { type TypedStatement, typedStatement } from "../typedStatement.ts";

export interface ParameterInformation {
  /** Its place in the signature's label. */
  readonly label: readonly [number, number];
  readonly documentation?: MarkupContent;
}

export interface SignatureInformation {
  readonly label: string;
  readonly documentation: MarkupContent;
  readonly parameters: readonly ParameterInformation[];
}

export interface SignatureHelp {
  readonly signatures: readonly SignatureInformation[];
  readonly activeSignature: number;
  readonly activeParameter: number;
}

/** The forms of the instruction at a place and the part that is being typed; at a flag, all of its flags. */
export function signatureHelp(dockerfile: Dockerfile, position: Position): SignatureHelp | undefined {
  const place = textPlaceAt(dockerfile, position);
  if (place.kind !== "statement") return undefined;
  const typed = typedStatement(place.statement, place.index);
  if (typed.onbuild && typed.part === "keyword") return argumentHelp("ONBUILD", typed);
  const name = instructionNameOf(typed.keyword);
  if (name === undefined || typed.part === "keyword") return undefined;
  return typed.part === "flag" ? flagHelp(name, typed.word) : argumentHelp(name, typed);
}

function flagHelp(name: InstructionName, word: string): SignatureHelp | undefined {
  const { flags, summary } = instructionRegistry[name];
  if (flags.length === 0) return undefined;
  const parameters: ParameterInformation[] = [];
  let label: string = name;
  for (const flag of flags) {
    const start = label.length + 1;
    label += ` --${flag.name}${flag.kind === "boolean" ? "" : `=<${flag.values?.join("|") ?? "value"}>`}`;
    parameters.push({ label: [start, label.length], documentation: markdown(flag.summary) });
  }
  const typed = word.slice(2).split("=", 1)[0] ?? "";
  const exact = flags.findIndex((flag) => flag.name === typed);
  const activeParameter = exact === -1 ? flags.findIndex((flag) => flag.name.startsWith(typed)) : exact;
  const signatures = [{ label, documentation: markdown(summary), parameters }];
  return { signatures, activeSignature: 0, activeParameter: Math.max(0, activeParameter) };
}

/** `[OPTIONS]`, `<image>[:<tag>]`, `["<program>", …]`, or a word that stands for itself. */
const PARAMETER = /\[(?:[^[\]]|\[[^\]]*\])*\]…?|<[^>]*>\S*|\S+/g;

function argumentHelp(name: InstructionName, typed: TypedStatement): SignatureHelp {
  const { usage, summary } = instructionRegistry[name];
  const signatures = usage.split("\n").map((label) => {
    const [, ...words] = label.matchAll(PARAMETER);
    const parameters = words
      .filter(([text]) => !/^\[(?:OPTIONS|--)/.test(text))
      .map((match) => ({ label: [match.index, match.index + match[0].length] as const }));
    return { label, documentation: markdown(summary), parameters };
  });
  const activeSignature = formOf(usage.split("\n"), typed);
  const last = (signatures[activeSignature]?.parameters.length ?? 1) - 1;
  return { signatures, activeSignature, activeParameter: Math.max(0, Math.min(typed.words.length, last)) };
}

/** The form that what is typed begins with. */
function formOf(forms: readonly string[], { words, word }: TypedStatement): number {
  const first = words[0] ?? word;
  const start = ["[", "<<", "NONE"].find((each) => first !== "" && first.toUpperCase().startsWith(each));
  const form = start === undefined ? -1 : forms.findIndex((each) => each.includes(start === "[" ? '["' : ` ${start}`));
  if (form !== -1) return form;
  // CMD and its like show their JSON form first.
  const isCommandLine = first !== "" && start === undefined;
  return Math.max(0, isCommandLine ? forms.findIndex((each) => !each.includes('["')) : 0);
}
