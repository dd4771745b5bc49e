import { goQuote } from "../go/goFormat.ts";
import { skipSpace } from "../go/goSpace.ts";
import { parseJsonArguments } from "../syntax/jsonArguments.ts";
import { isMistake, type Mistake } from "../syntax/mistake.ts";
import { parseGoDuration } from "./goDuration.ts";
import type { Command, Word } from "./instruction.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import {
  argumentsRange,
  atLeastOne,
  baseOf,
  type InstructionInput,
  instructionMistake,
  notStrings,
} from "./instructionInput.ts";
import { type Flags, readFlags } from "./readFlags.ts";

const MILLISECOND = 1e6;

export const healthcheckInstruction: InstructionDefinition<"HEALTHCHECK"> = {
  name: "HEALTHCHECK",
  summary: "Tells Docker how to check that a container is healthy.",
  usage: "HEALTHCHECK [OPTIONS] CMD <command>\nHEALTHCHECK NONE",
  anchor: "healthcheck",
  snippets: [
    {
      label: "HEALTHCHECK",
      body: "HEALTHCHECK --interval=${1:30s} --timeout=${2:3s} CMD ${3:command}",
      summary: "Check health with a command",
    },
    { label: "HEALTHCHECK NONE", body: "HEALTHCHECK NONE", summary: "Disable the check of the base image" },
  ],
  flags: [
    { name: "interval", kind: "value", summary: "Time between checks.", values: ["30s"] },
    { name: "timeout", kind: "value", summary: "Time after which a check fails.", values: ["30s"] },
    {
      name: "start-period",
      kind: "value",
      summary: "Startup time during which failures don't count.",
      values: ["0s"],
    },
    { name: "start-interval", kind: "value", summary: "Time between checks during startup.", values: ["5s"] },
    {
      name: "retries",
      kind: "value",
      summary: "Consecutive failures until the container is unhealthy.",
      values: ["3"],
    },
  ],
  parse: (input) => {
    const { text, start, end } = input.head.rest;
    const kind = /^\S*/.exec(text)?.[0] ?? "";
    const commandStart = skipSpace(input.head.line.text, start + kind.length, end);
    const command = readCheckCommand(input, commandStart);
    if (isMistake(command)) return command;
    if (kind === "") return atLeastOne(input, "HEALTHCHECK");
    const empty = command.form === "exec" ? command.args.length === 0 : command.text === "";
    if (kind.toUpperCase() === "NONE") {
      if (!empty) return instructionMistake("arguments", "HEALTHCHECK NONE takes no arguments", argumentsRange(input));
      return { ...baseOf(input, "HEALTHCHECK"), check: { kind: "none" } };
    }
    const flags = readFlags(input, healthcheckInstruction.flags);
    if (isMistake(flags)) return flags;
    if (kind.toUpperCase() !== "CMD") {
      const message = `Unknown type ${goQuote(kind.toUpperCase())} in HEALTHCHECK (try CMD)`;
      return instructionMistake("arguments", message, argumentsRange(input));
    }
    if (empty) return instructionMistake("arguments", "Missing command after HEALTHCHECK CMD", argumentsRange(input));
    const times = readTimes(flags);
    if (isMistake(times)) return times;
    return { ...baseOf(input, "HEALTHCHECK"), check: { kind: "command", command, ...times } };
  },
};

function readCheckCommand(input: InstructionInput, start: number): Command | Mistake {
  const { line, rest } = input.head;
  const range = line.rangeOf(start, rest.end);
  const json = parseJsonArguments(line.text, start, rest.end);
  if (json.kind === "not-strings") return notStrings(input);
  if (json.kind === "words") return { form: "exec", args: json.words.map(({ text }) => text), range };
  return { form: "shell", text: line.text.slice(start, rest.end), range, heredocs: [] };
}

interface CheckTimes {
  interval?: number;
  timeout?: number;
  startPeriod?: number;
  startInterval?: number;
  retries?: number;
}

const DURATIONS = [
  ["interval", "interval"],
  ["timeout", "timeout"],
  ["start-period", "startPeriod"],
  ["start-interval", "startInterval"],
] as const;

function readTimes(flags: Flags): CheckTimes | Mistake {
  const times: CheckTimes = {};
  for (const [flag, field] of DURATIONS) {
    const word = flags.word(flag);
    if (word === undefined || word.raw === "") continue;
    const duration = parseGoDuration(word.raw);
    if (typeof duration !== "number")
      return instructionMistake("flag", duration.error, word.range, "Write it as 30s or 1m30s.");
    if (duration !== 0 && duration < MILLISECOND) {
      return instructionMistake("flag", `Interval ${goQuote(flag)} cannot be less than 1ms`, word.range);
    }
    times[field] = duration;
  }
  const retries = flags.word("retries");
  if (retries === undefined || retries.raw === "") return times;
  return readRetries(retries, times);
}

function readRetries({ raw, range }: Word, times: CheckTimes): CheckTimes | Mistake {
  if (!/^[+-]?\d+$/.test(raw)) {
    return instructionMistake("flag", `strconv.ParseInt: parsing ${goQuote(raw)}: invalid syntax`, range);
  }
  const retries = Number(raw);
  if (Math.abs(retries) > 2 ** 31 - 1) {
    return instructionMistake("flag", `strconv.ParseInt: parsing ${goQuote(raw)}: value out of range`, range);
  }
  if (retries < 0) return instructionMistake("flag", `--retries cannot be negative (${retries})`, range);
  return { ...times, retries };
}
