import type { Position } from "#contract/range.ts";
import { explainCheck } from "../../checks/explainCheck.ts";
import { buildChecks } from "../../checks/registry.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { type Hover, markdown } from "../lsp.ts";

const DIRECTIVES: Readonly<Record<string, string>> = {
  syntax: "Version of the Dockerfile syntax, as a frontend image such as `docker/dockerfile:1`.",
  escape: "Escape and line continuation character: `\\` (the default) or `` ` ``.",
  check: "Build checks: `skip=Name,…`, `experimental=Name,…`, and `error=true` to fail the build on findings.",
};

/** A directive, or a check that a directive or a pragma names. */
export function hoverComment(dockerfile: Dockerfile, position: Position): Hover | undefined {
  return hoverCheck(dockerfile, position) ?? hoverDirective(dockerfile, position);
}

function hoverCheck({ syntax: { text, lines } }: Dockerfile, { line, character }: Position): Hover | undefined {
  const start = lines.lineStart(line);
  const comment = text.slice(start, lines.lineStart(line + 1));
  if (!/^\s*#\s*(?:hadolint\s|check\s*=)/.test(comment)) return undefined;
  for (const { 0: word, index } of comment.matchAll(/\w+/g)) {
    if (character < index || index + word.length < character) continue;
    const told = explainCheck(word);
    if (told === undefined) return undefined;
    return { contents: markdown(told), range: lines.rangeOf(start + index, start + index + word.length) };
  }
  return undefined;
}

function hoverDirective({ syntax }: Dockerfile, position: Position): Hover | undefined {
  const directive = syntax.directives.find(({ range }) => range.start.line === position.line);
  const text = directive === undefined ? undefined : DIRECTIVES[directive.name];
  if (directive === undefined || text === undefined) return undefined;
  const wanted = directive.name === "check" ? buildChecks.filter(({ name }) => directive.value.includes(name)) : [];
  const checks = wanted.map(({ name, title, why }) => `\n\n**${name}**: ${title}. ${why}`);
  return { contents: markdown(`**${directive.name}** ${text}${checks.join("")}`), range: directive.range };
}
