import { contains } from "#contract/positions.ts";
import type { Position, Range } from "#contract/range.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { instructionNameOf, instructionRegistry } from "../../instructions/registry.ts";
import type { StageBase } from "../../stages/resolvedStage.ts";
import { resolveStages } from "../../stages/resolveStages.ts";
import { readStatementHead, type Statement, type StatementHead } from "../../syntax/statement.ts";
import { describeOwn, describeStage, describeVariable } from "../descriptions.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";
import { type Hover, markdown } from "../lsp.ts";
import { mountFromPlaces } from "../mountFromPlaces.ts";
import { variableAround } from "../names/variableAround.ts";
import { variablesAt } from "../scopeAt.ts";
import { textPlaceAt } from "../statementAt.ts";
import { describeImage } from "./describeImage.ts";
import { hoverComment } from "./hoverComment.ts";
import { hoverHeredoc } from "./hoverHeredoc.ts";
import { hoverMount } from "./hoverMount.ts";
import { scriptVariable } from "./scriptVariable.ts";

const REFERENCE = "https://docs.docker.com/reference/dockerfile/";

/** The hover for a place: an instruction, a flag, a variable, a stage, an image, a directive. */
export function hover(
  dockerfile: Dockerfile,
  position: Position,
  environment: LanguageEnvironment = {},
): Hover | undefined {
  const place = textPlaceAt(dockerfile, position);
  if (place.kind === "trivia") return hoverComment(dockerfile, position) ?? hoverHeredoc(dockerfile, place.offset);
  const script = scriptAt(dockerfile, place.statement);
  const variable =
    place.kind === "heredoc" && !place.heredoc.expand && !script ? undefined : variableAround(dockerfile, place);
  if (variable !== undefined) {
    const own = script ? scriptVariable(dockerfile, place.statement, variable.name, place.offset) : undefined;
    if (own !== undefined) return { contents: markdown(describeOwn(variable.name, own)), range: variable.range };
    // A name that is given its value here has it behind the statement.
    const { end, start } = place.statement.range;
    const at = variable.isDeclaration ? { line: end.line + 1, character: 0 } : start;
    const known = variablesAt(dockerfile, at, environment).get(variable.name);
    const text = describeVariable(variable.name, known, { environment, inScript: script && !variable.isDeclaration });
    return { contents: markdown(text), range: variable.range };
  }
  if (place.kind === "heredoc") return undefined;
  const { head } = place.statement;
  const inner = innerHead(head, place.index);
  return (
    hoverKeyword(inner, place.index) ??
    hoverFlag(inner, place.index) ??
    hoverMount(inner, place.index) ??
    hoverHeredoc(dockerfile, place.offset) ??
    hoverName(dockerfile, position, environment)
  );
}

/** Whether a shell reads the statement, which may have variables of its own. */
function scriptAt({ instructionOf }: Dockerfile, statement: Statement): boolean {
  const instruction = instructionOf.get(statement);
  const name = instruction?.name === "ONBUILD" ? instruction.trigger?.name : instruction?.name;
  return name === "RUN" || name === "CMD" || name === "ENTRYPOINT" || name === "HEALTHCHECK";
}

/** Under ONBUILD, the instruction that it keeps. */
function innerHead(head: StatementHead, index: number): StatementHead {
  const isOnbuild = head.keyword.text.toUpperCase() === "ONBUILD" && index >= head.rest.start && head.rest.text !== "";
  return isOnbuild ? readStatementHead(head.line, head.rest.start) : head;
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

/** A stage or an image, if one is named. */
function hoverName(dockerfile: Dockerfile, position: Position, environment: LanguageEnvironment): Hover | undefined {
  for (const { range, base } of namesIn(dockerfile, environment)) {
    if (!contains(range, position)) continue;
    const text =
      base.kind === "stage"
        ? describeStage(dockerfile, String(base.index))
        : describeImage(base.kind === "image" ? base.name : "scratch", environment);
    return text === undefined ? undefined : { contents: markdown(text), range };
  }
  return undefined;
}

interface NamedBase {
  readonly range: Range;
  readonly base: StageBase;
}

/** Where FROM, AS, --from and mounts name a stage or an image. */
function namesIn(dockerfile: Dockerfile, environment: LanguageEnvironment): readonly NamedBase[] {
  const { lines } = dockerfile.syntax;
  return resolveStages(dockerfile, environment).stages.flatMap(({ index, base, stage: { from }, sources }) => {
    const own: NamedBase[] = [{ range: from.image.range, base }];
    if (from.alias !== undefined) own.push({ range: from.alias.range, base: { kind: "stage", index } });
    const others = sources.flatMap(({ instruction, mount, base: source }): readonly NamedBase[] => {
      if (mount !== undefined) {
        const places = mountFromPlaces(dockerfile, mount);
        return places.map(({ start, end }) => ({ range: lines.rangeOf(start, end), base: source }));
      }
      const word = instruction.name === "COPY" ? instruction.from : undefined;
      return word === undefined ? [] : [{ range: word.range, base: source }];
    });
    return [...own, ...others];
  });
}
