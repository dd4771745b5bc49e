import { goQuote } from "../go/goFormat.ts";
import type { Instruction, Word } from "../instructions/instruction.ts";
import type { Check } from "./context/check.ts";

const SECRET = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const HARMLESS = /(?:_|^)(?:public|file|version)(?:_|$)/i;

export const secretsUsedInArgOrEnv: Check = {
  name: "SecretsUsedInArgOrEnv",
  title: "Sensitive data should not be used in the ARG or ENV commands",
  why: "Values of ARG and ENV stay in the image's history and configuration, where anyone with the image can read them. RUN --mount=type=secret gives a secret to one command and stores it nowhere.",
  page: "secrets-used-in-arg-or-env",
  find: ({ visits }) =>
    visits.flatMap(({ instruction }) =>
      namesOf(instruction).flatMap(({ raw, range }) => {
        if (!SECRET.test(raw) || HARMLESS.test(raw)) return [];
        return [
          {
            message: `Do not use ARG or ENV instructions for sensitive data (${instruction.name} ${goQuote(raw)})`,
            range,
            at: instruction.range,
            next: "Use RUN --mount=type=secret during the build, and environment variables of the container at run time.",
          },
        ];
      }),
    ),
};

function namesOf(instruction: Instruction): readonly Word[] {
  if (instruction.name === "ENV") return instruction.pairs.map(({ key }) => key);
  return instruction.name === "ARG" ? instruction.args.map(({ key }) => key) : [];
}
