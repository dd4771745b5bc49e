import { instructionNameOf } from "../instructions/registry.ts";
import { readStatementHead, type Statement, type StatementHead } from "../syntax/statement.ts";

/** The command line that a CMD, an ENTRYPOINT or a HEALTHCHECK gives to a shell, also under ONBUILD; undefined in JSON form. */
export function shellCommandLine({ head }: Statement): StatementHead["rest"] | undefined {
  return commandLineOf(head);
}

function commandLineOf(head: StatementHead): StatementHead["rest"] | undefined {
  const { rest, line } = head;
  switch (instructionNameOf(head.keyword.text)) {
    case "ONBUILD":
      return rest.text === "" ? undefined : commandLineOf(readStatementHead(line, rest.start));
    case "HEALTHCHECK": {
      const inner = readStatementHead(line, rest.start);
      return inner.keyword.text.toUpperCase() === "CMD" ? commandLineOf(inner) : undefined;
    }
    case "CMD":
    case "ENTRYPOINT":
      return rest.text === "" || head.json().kind !== "none" ? undefined : rest;
    default:
      return undefined;
  }
}
