import { type CompletionItem, completionKinds } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";

/** A word to put in the place of what is typed of it. */
export function valueItem(query: CompletionQuery, value: string, typedLength: number): CompletionItem {
  return {
    label: value,
    kind: completionKinds.value,
    textEdit: { range: query.rangeBack(typedLength), newText: value },
  };
}
