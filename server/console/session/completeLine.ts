import type { CommandContext } from "../command/commandContext.ts";
import type { CompletionKind } from "../command/completion.ts";
import type { Completion, Program } from "../command/program.ts";
import { joinPath } from "../files/joinPath.ts";
import { visibleName } from "../text/visibleText.ts";
import type { Word } from "../words/word.ts";
import { type LastCommand, lastCommand } from "./lastCommand.ts";

/** What lines are completed with. */
export interface CompletionSource extends Pick<CommandContext, "owner" | "services" | "files" | "folder"> {
  readonly words: ReadonlyMap<string, Word>;
  readonly programs: ReadonlyMap<string, Program>;
}

const MOST_HITS = 200;

/** What the end of a line may become, and the part of the line that it replaces. */
export async function completeLine(line: string, source: CompletionSource): Promise<[hits: string[], partial: string]> {
  const last = lastCommand(line);
  const found = await candidates(completionOf(last, source), last.partial, source);
  const hits = found.filter((name) => name.startsWith(last.partial) && visibleName(name) === name).slice(0, MOST_HITS);
  return [hits.map((name) => written(name, last)), last.written];
}

function completionOf(
  { words: [name, ...args], partial, isTarget }: LastCommand,
  source: CompletionSource,
): Completion {
  if (isTarget) return "file";
  if (name === undefined) return [...source.words.keys(), ...source.programs.keys()].sort();
  const program = source.programs.get(name);
  if (program !== undefined) return program.complete?.(args, partial) ?? [];
  const word = source.words.get(name);
  if (word === undefined) return "file";
  if (!partial.startsWith("-")) return word.completes ?? (name === "which" ? [...source.words.keys()] : []);
  return Object.entries(word.flags).flatMap(([flag, { hidden }]) => (hidden === true ? [] : [`--${flag}`]));
}

async function candidates(
  completion: Completion,
  partial: string,
  source: CompletionSource,
): Promise<readonly string[]> {
  return typeof completion === "string" ? KINDS[completion](source, partial) : completion;
}

const KINDS: Readonly<
  Record<CompletionKind, (source: CompletionSource, partial: string) => readonly string[] | Promise<readonly string[]>>
> = {
  image: ({ services, owner }) => services.images.list(owner).flatMap(({ tags }) => tags),
  container: ({ services, owner }) => services.containers.list(owner).map(({ name }) => name),
  "running-container": ({ services, owner }) =>
    services.containers.list(owner).flatMap(({ name, state }) => (state.phase === "running" ? [name] : [])),
  volume: async ({ services, owner }) => (await services.containers.volumes(owner)).map(({ name }) => name),
  file: (source, partial) => pathsAt(source, partial, false),
  folder: (source, partial) => pathsAt(source, partial, true),
};

/** Paths that begin as typed; folders end with a slash. */
async function pathsAt({ files }: CompletionSource, partial: string, isFoldersOnly: boolean): Promise<string[]> {
  const typed = partial.slice(0, partial.lastIndexOf("/") + 1);
  const start = partial.slice(typed.length);
  const at = await files.resolve(typed === "" ? "." : typed.replace(/^~\//, "/"));
  if (at.kind !== "folder") return [];
  const found: string[] = [];
  for (const name of (await files.names(at.path)) ?? []) {
    if (!name.startsWith(start) || (name.startsWith(".") && start === "")) continue;
    const isFolder = (await files.names(joinPath(at.path, name))) !== undefined;
    if (isFolder || !isFoldersOnly) found.push(typed + name + (isFolder ? "/" : ""));
  }
  return found;
}

/** A candidate as it is written on the line: quoted as the rest of its word is, and with a blank if the word is done. */
function written(name: string, { partial, written: start, quote }: LastCommand): string {
  const rest = name.slice(partial.length);
  const end = name.endsWith("/") || name.endsWith("=") ? "" : " ";
  if (quote !== "") return `${start}${rest}${end === "" ? "" : quote}${end}`;
  return `${start}${rest.replaceAll(/[^A-Za-z0-9_@%+=:,./-]/g, "\\$&")}${end}`;
}
