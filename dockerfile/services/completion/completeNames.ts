import { describeStage } from "../descriptions.ts";
import { type CompletionItem, completionKinds, markdown } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";

/** The stages before the one at the cursor, by name or else by number. */
export function stageItems(query: CompletionQuery, typed: string, namedOnly = false): readonly CompletionItem[] {
  const { dockerfile, position, rangeBack } = query;
  const before = dockerfile.stages.filter(({ from }) => from.range.start.line < position.line);
  const current = before[before.length - 1];
  return before.flatMap((stage): readonly CompletionItem[] => {
    // A FROM begins a stage of its own; anything else belongs to the last one, which can't use itself.
    if ((stage === current && !namedOnly) || (namedOnly && stage.name === undefined)) return [];
    const name = stage.name ?? String(stage.index);
    return [
      {
        label: name,
        kind: completionKinds.module,
        detail: `stage from ${stage.from.image.raw}`,
        documentation: markdown(describeStage(dockerfile, name) ?? name),
        textEdit: { range: rangeBack(typed.length), newText: name },
        sortText: `0${name}`,
      },
    ];
  });
}

/** What the context has in the folder that is typed so far; only in the JSON form what has a space in its name. */
export function pathItems(
  { environment, rangeBack }: CompletionQuery,
  typed: string,
  mayHaveSpaces = false,
): readonly CompletionItem[] {
  const lead = /^(?:\.\/|\/)?/.exec(typed)?.[0] ?? "";
  const rest = typed.slice(lead.length);
  const folder = rest.slice(0, rest.lastIndexOf("/") + 1);
  const seen = new Set<string>();
  for (const path of environment.contextPaths ?? []) {
    if (!path.startsWith(folder)) continue;
    const slash = path.indexOf("/", folder.length);
    const name = slash === -1 ? path.slice(folder.length) : path.slice(folder.length, slash + 1);
    if (name !== "" && (mayHaveSpaces || !/\s/.test(name))) seen.add(name);
  }
  return [...seen].map((name) => ({
    label: name,
    kind: name.endsWith("/") ? completionKinds.folder : completionKinds.file,
    textEdit: { range: rangeBack(typed.length), newText: `${lead}${folder}${name}` },
    filterText: `${lead}${folder}${name}`,
  }));
}
