import type { Position } from "#contract/range.ts";
import { buildChecks } from "../checks/registry.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { instructionNameOf, instructionRegistry } from "../instructions/registry.ts";
import { readStatementHead, type StatementHead } from "../syntax/statement.ts";
import { describeStage, describeVariable } from "./descriptions.ts";
import type { LanguageEnvironment } from "./languageEnvironment.ts";
import { type Hover, markdown } from "./lsp.ts";
import { variablesAt } from "./scopeAt.ts";
import { textPlaceAt } from "./statementAt.ts";
import { variableAround } from "./variableAround.ts";

const REFERENCE = "https://docs.docker.com/reference/dockerfile/";

const DIRECTIVES: Readonly<Record<string, string>> = {
  syntax: "The version of the Dockerfile language, as the image of a frontend such as `docker/dockerfile:1`.",
  escape: "The character that continues a line and escapes: `\\` (the default) or `` ` ``.",
  check:
    "Which build checks run: `skip=Name,…`, `experimental=Name,…`, and `error=true` to make findings fail the build.",
};

/** What to tell of what stands at a place: an instruction, a flag, a variable, a stage, an image, a directive. */
export function hover(
  dockerfile: Dockerfile,
  position: Position,
  environment: LanguageEnvironment = {},
): Hover | undefined {
  const place = textPlaceAt(dockerfile, position);
  if (place.kind === "trivia") return hoverDirective(dockerfile, position);
  const variable = variableAround(dockerfile, place);
  if (variable !== undefined) {
    // A name that is given its value here has it behind the statement.
    const { end, start } = place.statement.range;
    const at = variable.isDeclaration ? { line: end.line + 1, character: 0 } : start;
    const known = variablesAt(dockerfile, at, environment).get(variable.name);
    return { contents: markdown(describeVariable(variable.name, known, environment)), range: variable.range };
  }
  if (place.kind === "heredoc") return undefined;
  const { head } = place.statement;
  const inner = innerHead(head, place.index);
  return (
    hoverKeyword(inner, place.index) ?? hoverFlag(inner, place.index) ?? hoverName(dockerfile, position, environment)
  );
}

/** Under ONBUILD, the instruction that it keeps. */
function innerHead(head: StatementHead, index: number): StatementHead {
  const isOnbuild = head.keyword.text.toUpperCase() === "ONBUILD" && index >= head.rest.start && head.rest.text !== "";
  return isOnbuild ? readStatementHead(head.line, head.rest.start) : head;
}

function hoverDirective({ syntax }: Dockerfile, position: Position): Hover | undefined {
  const directive = syntax.directives.find(({ range }) => range.start.line === position.line);
  const text = directive === undefined ? undefined : DIRECTIVES[directive.name];
  if (directive === undefined || text === undefined) return undefined;
  const wanted = directive.name === "check" ? buildChecks.filter(({ name }) => directive.value.includes(name)) : [];
  const checks = wanted.map(({ name, title, why }) => `\n\n**${name}**: ${title}. ${why}`);
  return { contents: markdown(`**${directive.name}** ${text}${checks.join("")}`), range: directive.range };
}

function hoverKeyword({ keyword, line }: StatementHead, index: number): Hover | undefined {
  const name = instructionNameOf(keyword.text);
  if (name === undefined || index < keyword.start || index > keyword.end) return undefined;
  const { summary, usage, anchor } = instructionRegistry[name];
  const text = `**${name}** ${summary}\n\n\`\`\`dockerfile\n${usage}\n\`\`\`\n\n[Reference](${REFERENCE}#${anchor})`;
  return { contents: markdown(text), range: line.rangeOf(keyword.start, keyword.end) };
}

function hoverFlag({ keyword, flags, line }: StatementHead, index: number): Hover | undefined {
  const flag = flags.find(({ start, end }) => start <= index && index <= end);
  const name = instructionNameOf(keyword.text);
  if (flag === undefined || name === undefined) return undefined;
  const definition = instructionRegistry[name].flags.find((candidate) => candidate.name === flag.name);
  if (definition === undefined || index >= flag.valueStart) return undefined;
  const values =
    definition.values === undefined
      ? ""
      : `\n\nFor example ${definition.values.map((value) => `\`${value}\``).join(", ")}.`;
  const text = `**--${flag.name}** ${definition.summary}${values}\n\n[Reference](${REFERENCE}#${instructionRegistry[name].anchor})`;
  return { contents: markdown(text), range: line.rangeOf(flag.start, flag.end) };
}

/** A stage or an image where one is named. */
function hoverName(dockerfile: Dockerfile, position: Position, environment: LanguageEnvironment): Hover | undefined {
  for (const { from, instructions } of dockerfile.stages) {
    const words = [
      from.image,
      from.alias,
      ...instructions.map((each) => (each.name === "COPY" ? each.from : undefined)),
    ];
    for (const word of words) {
      if (word === undefined || !contains(word.range, position)) continue;
      const text = describeStage(dockerfile, word.raw) ?? environment.describeImage?.(word.raw);
      return text === undefined ? undefined : { contents: markdown(text), range: word.range };
    }
  }
  return undefined;
}

function contains({ start, end }: { start: Position; end: Position }, { line, character }: Position): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  return afterStart && (line < end.line || (line === end.line && character <= end.character));
}
