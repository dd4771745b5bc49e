import { goQuote } from "../go/goFormat.ts";
import { splitBlanks } from "../syntax/argumentWords.ts";
import { isMistake } from "../syntax/mistake.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { argumentsRange, baseOf, instructionMistake, wordAt } from "./instructionInput.ts";
import { readFlags } from "./readFlags.ts";

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;

export const fromInstruction: InstructionDefinition<"FROM"> = {
  name: "FROM",
  summary: "Starts a stage from an image, an earlier stage, or nothing (scratch).",
  usage: "FROM [--platform=<platform>] <image>[:<tag>|@<digest>] [AS <name>]",
  anchor: "from",
  snippets: [
    { label: "FROM", body: "FROM ${1:image}:${2:tag}", summary: "Start from an image" },
    { label: "FROM … AS", body: "FROM ${1:image}:${2:tag} AS ${3:name}", summary: "Start a named stage" },
  ],
  flags: [
    {
      name: "platform",
      kind: "value",
      summary: "Platform of the image, if it has several.",
      values: ["$BUILDPLATFORM", "linux/amd64", "linux/arm64"],
    },
  ],
  parse: (input) => {
    const { head } = input;
    const words = splitBlanks(head.line.text, head.rest.start, head.rest.end);
    const [image, as, alias] = words;
    const named = words.length === 3 && as?.text.toLowerCase() === "as";
    if (image === undefined || (words.length !== 1 && !named)) {
      return instructionMistake(
        "arguments",
        "FROM requires either one or three arguments",
        argumentsRange(input),
        "Write FROM image or FROM image AS name.",
      );
    }
    if (alias !== undefined && !STAGE_NAME.test(alias.text.toLowerCase())) {
      return instructionMistake(
        "stage-name",
        `invalid name for build stage: ${goQuote(alias.text)}, name can't start with a number or contain symbols`,
        head.line.rangeOf(alias.start, alias.end),
      );
    }
    const flags = readFlags(input, fromInstruction.flags);
    if (isMistake(flags)) return flags;
    const platform = flags.word("platform");
    return {
      ...baseOf(input, "FROM"),
      image: wordAt(head, image),
      ...(alias === undefined ? {} : { alias: wordAt(head, alias) }),
      ...(as === undefined ? {} : { as: wordAt(head, as) }),
      ...(platform === undefined ? {} : { platform }),
    };
  },
};
