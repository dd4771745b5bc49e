import { describeCheck } from "../../checks/describeCheck.ts";
import { RULE_CODES } from "../../checks/hadolint/ruleCode.ts";
import { type CompletionItem, completionKinds } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";

const PRAGMAS = [
  { label: "hadolint ignore=", detail: "Rules to ignore for the next instruction" },
  { label: "hadolint global ignore=", detail: "Rules to ignore in the whole file" },
  { label: "hadolint stage ignore=", detail: "Rules to ignore in this stage" },
  { label: "hadolint shell=", detail: "Shell of the RUNs that follow" },
] as const;
const SHELLS = ["sh", "bash", "ash", "powershell", "pwsh", "cmd"];

/** hadolint's pragmas in a comment, and the rules or the shell that one names. */
export function completePragma({ rangeBack }: CompletionQuery, before: string): readonly CompletionItem[] {
  const code = /^\s*#\s*hadolint\s+(?:(?:global|stage)\s+)?ignore\s*=\s*(?:\w+\s*,\s*)*(\w*)$/.exec(before)?.[1];
  if (code !== undefined) {
    return RULE_CODES.map((label) => item(label, describeCheck(label)?.title ?? "", code, completionKinds.constant));
  }
  const shell = /^\s*#\s*hadolint\s+shell\s*=\s*(\S*)$/.exec(before)?.[1];
  if (shell !== undefined) return SHELLS.map((label) => item(label, "", shell, completionKinds.constant));
  const typed = /^\s*#\s*([a-z ]*)$/.exec(before)?.[1];
  if (typed === undefined) return [];
  const begun = PRAGMAS.filter(({ label }) => label.startsWith(typed));
  return begun.map(({ label, detail }) => item(label, detail, typed, completionKinds.keyword));

  function item(label: string, detail: string, back: string, kind: CompletionItem["kind"]): CompletionItem {
    return {
      label,
      kind,
      ...(detail === "" ? {} : { detail }),
      textEdit: { range: rangeBack(back.length), newText: label },
    };
  }
}
