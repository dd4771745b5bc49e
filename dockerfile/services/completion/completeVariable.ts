import type { Statement } from "../../syntax/statement.ts";
import { describeVariable } from "../descriptions.ts";
import { type CompletionItem, completionKinds, markdown } from "../lsp.ts";
import { variablesAt } from "../scopeAt.ts";
import type { CompletionQuery } from "./completionQuery.ts";

/** Variables that are set or declared before the statement, behind `$` or `${`. */
export function completeVariable(
  { dockerfile, environment, rangeBack }: CompletionQuery,
  statement: Statement,
  before: string,
): readonly CompletionItem[] {
  const match = /\$(\{?)(\w*)$/.exec(before);
  if (match === null) return [];
  const [typed, brace] = match;
  const variables = variablesAt(dockerfile, statement.range.start, environment);
  return [...variables.values()].map((variable) => ({
    label: `$${variable.name}`,
    kind: completionKinds.variable,
    ...(variable.value === undefined ? {} : { detail: variable.value }),
    documentation: markdown(describeVariable(variable.name, variable, { environment })),
    textEdit: { range: rangeBack(typed.length), newText: brace === "{" ? `\${${variable.name}` : `$${variable.name}` },
    filterText: brace === "{" ? `\${${variable.name}` : `$${variable.name}`,
    sortText: `${variable.origin === "predefined" || variable.origin === "base" ? "1" : "0"}${variable.name}`,
  }));
}
