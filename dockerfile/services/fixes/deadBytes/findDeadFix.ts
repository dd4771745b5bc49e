import type { Dockerfile } from "../../../instructions/parseDockerfile.ts";
import type { Bash } from "../../../shell/shellScript.ts";
import { copyFlagFix } from "./copyFlagFix.ts";
import type { DeadFix, DeadFixRequest } from "./deadFix.ts";
import { ignoreFix } from "./ignoreFix.ts";
import { joinFix } from "./joinFix.ts";
import { readPair, type StatementPair } from "./statementPair.ts";

/** The fix, if there is one that surely leaves a Dockerfile that builds the same files. */
export function findDeadFix(request: DeadFixRequest, dockerfile: Dockerfile, bash: Bash): DeadFix | undefined {
  const pair = readPair(request, dockerfile, bash);
  if (pair === undefined) return undefined;
  return joinFix(pair) ?? ignoreFix(pair, request) ?? copyFlagFix(pair, request) ?? copyOnceFix(pair, request);
}

function copyOnceFix({ stored, hiding, between }: StatementPair, { cause }: DeadFixRequest) {
  if (cause !== "stored-again" && cause !== "time-only") return undefined;
  const isSame = stored.instruction.original === hiding.instruction.original;
  const isCopy = stored.instruction.name === "COPY" || stored.instruction.name === "ADD";
  if (
    !isSame ||
    !isCopy ||
    stored.statement.heredocs.length > 0 ||
    between.some(({ instruction }) => instruction.name === "RUN")
  )
    return undefined;
  return { kind: "copy-once" as const, edits: [hiding.removal] };
}
