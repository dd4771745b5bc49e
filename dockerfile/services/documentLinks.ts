import { byPlace } from "#contract/positions.ts";
import type { Range } from "#contract/range.ts";
import { cleanPath } from "../ignore/cleanPath.ts";
import type { Instruction } from "../instructions/instruction.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { resolveStages } from "../stages/resolveStages.ts";
import { walkStages } from "../stages/walkStages.ts";
import { imagePage } from "./imagePage.ts";
import { type LanguageEnvironment, walkOptionsOf } from "./languageEnvironment.ts";
import { addressesIn, downloadPage } from "./linkTargets.ts";
import { mountFromPlaces } from "./mountFromPlaces.ts";

export interface DocumentLink {
  readonly range: Range;
  /** An address, or a file of the context below `contextUri`. */
  readonly target: string;
  readonly tooltip: string;
}

/** What can be opened: pages of images, what ADD downloads, files of the context that are copied, addresses in comments. */
export function documentLinks(dockerfile: Dockerfile, environment: LanguageEnvironment = {}): readonly DocumentLink[] {
  const links = [
    ...frontendLinks(dockerfile),
    ...imageLinks(dockerfile, environment),
    ...sourceLinks(dockerfile, environment),
    ...commentLinks(dockerfile),
  ];
  return links.toSorted(byPlace);
}

function imageLink(range: Range, name: string): readonly DocumentLink[] {
  const target = imagePage(name);
  return target === undefined ? [] : [{ range, target, tooltip: `Page of ${name}` }];
}

function frontendLinks({ syntax }: Dockerfile): readonly DocumentLink[] {
  const directive = syntax.directives.find(({ name }) => name === "syntax");
  // The image is the first word: what follows are options.
  return directive === undefined ? [] : imageLink(directive.valueRange, directive.value.split(/\s/, 1)[0] ?? "");
}

function imageLinks(dockerfile: Dockerfile, environment: LanguageEnvironment): readonly DocumentLink[] {
  const { lines } = dockerfile.syntax;
  return resolveStages(dockerfile, environment).stages.flatMap(({ base, stage, sources }) => {
    const own = base.kind === "image" ? imageLink(stage.from.image.range, base.name) : [];
    const others = sources.flatMap(({ base: source, instruction, mount }) => {
      if (source.kind !== "image") return [];
      if (mount !== undefined) {
        const places = mountFromPlaces(dockerfile, mount);
        return places.flatMap(({ start, end }) => imageLink(lines.rangeOf(start, end), source.name));
      }
      const from = instruction.name === "COPY" ? instruction.from : undefined;
      return from === undefined ? [] : imageLink(from.range, source.name);
    });
    return [...own, ...others];
  });
}

function sourceLinks(dockerfile: Dockerfile, environment: LanguageEnvironment): readonly DocumentLink[] {
  const resolved = resolveStages(dockerfile, environment);
  const files = new Set(environment.contextPaths);
  const links: DocumentLink[] = [];
  walkStages(dockerfile, resolved, walkOptionsOf(environment), ({ instruction, stage, pieces }) => {
    // Triggers of the stage it starts from are not written here.
    if (!stage.stage.instructions.includes(instruction)) return;
    const sources = new Set(sourceWords(instruction));
    for (const { piece, expansion } of pieces) {
      if (piece.kind !== "word" || !sources.has(piece.word) || expansion.error !== undefined) continue;
      if (expansion.uses.some(({ set }) => !set)) continue;
      const link = targetOf(instruction, expansion.value, files, environment);
      if (link !== undefined) links.push({ range: piece.word.range, ...link });
    }
  });
  return links;
}

function sourceWords(instruction: Instruction) {
  if (instruction.name !== "ADD" && (instruction.name !== "COPY" || instruction.from !== undefined)) return [];
  return instruction.sources.flatMap((source) => (source.kind === "path" ? [source.path] : []));
}

function targetOf(
  { name }: Instruction,
  source: string,
  files: ReadonlySet<string>,
  { contextUri }: LanguageEnvironment,
): Omit<DocumentLink, "range"> | undefined {
  const page = name === "ADD" ? downloadPage(source) : undefined;
  if (page !== undefined) return { target: page, tooltip: `What ADD takes from ${source}` };
  const path = cleanPath(`/${source}`).slice(1);
  if (contextUri === undefined || !files.has(path)) return undefined;
  return { target: contextUri + path.split("/").map(encodeURIComponent).join("/"), tooltip: `${path} of the context` };
}

function commentLinks({ syntax: { nodes, text, lines } }: Dockerfile): readonly DocumentLink[] {
  const comments = nodes.flatMap((node) =>
    node.kind === "statement" ? node.comments : node.kind === "comment" ? (node.comment ?? []) : [],
  );
  return comments.flatMap((comment) =>
    addressesIn(text.slice(comment.start, comment.end)).map(({ start, end }) => ({
      range: lines.rangeOf(comment.start + start, comment.start + end),
      target: text.slice(comment.start + start, comment.start + end),
      tooltip: "Open this address",
    })),
  );
}
