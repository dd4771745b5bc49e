import type { TextEdit } from "#contract/diagnostic.ts";
import { type ContextCopy, contextCopy, readContextPaths, sourcesOf } from "./copiedPaths.ts";
import type { DeadFix, DeadFixRequest } from "./deadFix.ts";
import type { Placed, StatementPair } from "./statementPair.ts";

/** More lines than this in .dockerignore are no help to anybody. */
const MOST = 20;
/** Would mean something else in .dockerignore. */
export const PATTERN = /[*?[\]\\!#\n\r]|^\s|\s$/;

/** Files that a COPY brings only for a RUN to remove them are not copied at all, and the RUN goes. */
export function ignoreFix(pair: StatementPair, request: DeadFixRequest): DeadFix | undefined {
  const { stored, hiding, between } = pair;
  const copy = contextCopy(stored);
  const { alone, deleted, contextPaths } = request;
  if (request.cause !== "deleted" || copy === undefined || !alone || deleted.length === 0) return undefined;
  // Whatever runs in between may need the files.
  if (copy.instruction.excludes.length > 0 || !onlyRemoves(hiding) || between.some(runs)) return undefined;
  const context = readContextPaths(contextPaths);
  const found = deleted.map((path) => sourcesOf(path, copy, context));
  if (found.some((sources) => sources.length === 0)) return undefined;
  const named = found.flat().filter(({ path, source }) => path === source.path);
  const ignored = [...new Set(found.flat().flatMap(({ path, source }) => (path === source.path ? [] : [path])))];
  if (ignored.length > MOST || ignored.some((path) => PATTERN.test(path))) return undefined;
  if (isNeededElsewhere(ignored, pair)) return undefined;
  const shorter = withoutSources(stored, copy, new Set(named.map(({ source }) => source.index)));
  return shorter && { kind: "ignore", edits: [...shorter, hiding.removal], ignored };
}

function onlyRemoves({ run }: Placed): boolean {
  if (run === undefined || run.form !== "line" || run.script.wrong || run.onbuild) return false;
  return run.script.commands.every(({ name, inside, redirects, assignments }) => {
    return name === "rm" && inside.length + redirects.length + assignments.length === 0;
  });
}

const runs = ({ instruction }: Placed): boolean => instruction.name === "RUN" || instruction.name === "ONBUILD";

/** Whether some other instruction, or this COPY itself by name, takes what would be ignored from the context. */
export function isNeededElsewhere(
  ignored: readonly string[],
  { all, stored }: Pick<StatementPair, "all" | "stored">,
): boolean {
  if (ignored.length === 0) return false;
  return all.some((placed) => {
    const { instruction } = placed;
    if (instruction.name === "ONBUILD") return true;
    if (instruction.name === "RUN")
      return instruction.mounts.some(({ type, options }) => type === "bind" && options.from === undefined);
    const sources = contextCopy(placed)?.sources ?? [];
    return sources.some(({ path }) => ignored.some((each) => overlaps(path, each, placed === stored)));
  });
}

function overlaps(source: string, ignored: string, isOwn: boolean): boolean {
  if (/[*?[]/.test(source) || source === ignored || source.startsWith(`${ignored}/`)) return true;
  return !isOwn && (source === "." || ignored.startsWith(`${source}/`));
}

/** The COPY without some of its sources; gone if none is left. */
function withoutSources(
  placed: Placed,
  { instruction }: ContextCopy,
  gone: ReadonlySet<number>,
): readonly TextEdit[] | undefined {
  if (gone.size === instruction.sources.length) return [placed.removal];
  if (gone.size > 0 && placed.statement.head.json().kind === "words") return undefined;
  return instruction.sources.flatMap((source, index) => {
    const next = instruction.sources[index + 1];
    if (!gone.has(index) || source.kind !== "path") return [];
    const end = next?.kind === "path" ? next.path.range.start : instruction.destination.range.start;
    return [{ range: { start: source.path.range.start, end }, newText: "" }];
  });
}
