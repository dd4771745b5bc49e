import { type CompletionItem, completionKinds } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { OFFICIAL_IMAGES } from "./officialImages.ts";

/** Available images, and the tags of the repository that is typed up to its colon. */
export function imageItems(query: CompletionQuery, typed: string): readonly CompletionItem[] {
  const { environment } = query;
  const atHand = (environment.images ?? []).map((name) => imageItem(query, typed, name, "image at hand", 1));
  const repository = repositoryTyped(typed);
  if (repository === undefined) return atHand;
  const known = new Set(environment.images);
  const tags = Object.hasOwn(environment.tags ?? {}, repository) ? (environment.tags?.[repository] ?? []) : [];
  const items = tags
    .map((tag) => `${repository}:${tag}`)
    .filter((name) => !known.has(name))
    .map((name, index) => imageItem(query, typed, name, "tag in the registry", 2, index));
  return [...atHand, ...items];
}

/** Images that people start from most, up to the colon of a tag. */
export function officialItems(query: CompletionQuery, typed: string): readonly CompletionItem[] {
  if (/[:@/]/.test(typed)) return [];
  return Object.entries(OFFICIAL_IMAGES).map(([name, about]) => imageItem(query, typed, name, about, 2));
}

/** The repository whose tag is being typed; undefined before the colon, and if the colon is a port's. */
function repositoryTyped(typed: string): string | undefined {
  return /^((?:[\w.-]+(?::\d+)?\/)?[a-z0-9][\w./-]*):[\w.-]*$/.exec(typed)?.[1];
}

/** The same for the text of a line up to a place: behind FROM, `--from=` or a mount's `from=`. */
export function repositoryBefore(line: string): string | undefined {
  const typed = /(?:^\s*FROM\s(?:.*\s)?|[\s,]--from=|,from=)(\S*)$/i.exec(line)?.[1];
  return typed === undefined ? undefined : repositoryTyped(typed);
}

function imageItem(
  { rangeBack }: CompletionQuery,
  typed: string,
  name: string,
  detail: string,
  rank: number,
  index?: number,
): CompletionItem {
  return {
    label: name,
    kind: completionKinds.constant,
    detail,
    textEdit: { range: rangeBack(typed.length), newText: name },
    sortText: `${rank}${index === undefined ? name : String(index).padStart(4, "0")}`,
  };
}
