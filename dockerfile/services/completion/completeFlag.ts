import type { FlagDefinition } from "../../instructions/instructionDefinition.ts";
import { instructionNameOf, instructionRegistry } from "../../instructions/registry.ts";
import { type CompletionItem, completionKinds } from "../lsp.ts";
import type { TypedStatement } from "../typedStatement.ts";
import { imageItems } from "./completeImage.ts";
import { completeMount } from "./completeMount.ts";
import { stageItems } from "./completeNames.ts";
import { ownerItems } from "./completeOwner.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { valueItem } from "./valueItem.ts";

/** Flags of the instruction, and their values behind `=`. */
export function completeFlag(query: CompletionQuery, typed: TypedStatement): readonly CompletionItem[] {
  const name = instructionNameOf(typed.keyword);
  if (name === undefined) return [];
  const { flags } = instructionRegistry[name];
  const cut = typed.word.indexOf("=");
  if (cut !== -1) {
    const flag = flags.find((candidate) => `--${candidate.name}` === typed.word.slice(0, cut));
    return flag === undefined ? [] : completeValue(query, flag, typed.word.slice(cut + 1));
  }
  const range = query.rangeBack(typed.word.length);
  return flags
    .filter((flag) => flag.kind === "list" || !typed.flags.includes(flag.name))
    .map((flag) => ({
      label: `--${flag.name}`,
      kind: completionKinds.property,
      detail: flag.summary,
      textEdit: { range, newText: flag.kind === "boolean" ? `--${flag.name}` : `--${flag.name}=` },
    }));
}

function completeValue(query: CompletionQuery, flag: FlagDefinition, typed: string): readonly CompletionItem[] {
  if (flag.name === "mount") return completeMount(query, typed);
  if (flag.name === "from") return [...stageItems(query, typed), ...imageItems(query, typed)];
  if (flag.name === "chown") return ownerItems(query, typed);
  const values = flag.kind === "boolean" ? ["true", "false"] : (flag.values ?? []);
  return values.map((value) => valueItem(query, value, typed.length));
}
