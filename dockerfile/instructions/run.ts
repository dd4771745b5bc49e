import { goQuote } from "../go/goFormat.ts";
import { isMistake, type Mistake } from "../syntax/mistake.ts";
import type { RunInstruction, RunMount, Word } from "./instruction.ts";
import type { InstructionDefinition } from "./instructionDefinition.ts";
import { baseOf, instructionMistake, stageMistake } from "./instructionInput.ts";
import { readCommand } from "./readCommand.ts";
import { type Flags, readFlags } from "./readFlags.ts";
import { deviceError } from "./runDevice.ts";
import { parseMount } from "./runMount.ts";

export const runInstruction: InstructionDefinition<"RUN"> = {
  name: "RUN",
  summary: "Runs a command and stores its file changes as a layer.",
  usage: 'RUN [OPTIONS] <command line>\nRUN [OPTIONS] ["<program>", "<argument>", …]\nRUN [OPTIONS] <<EOF',
  anchor: "run",
  snippets: [
    { label: "RUN", body: "RUN ${1:command}", summary: "Run a command" },
    { label: "RUN heredoc", body: "RUN <<EOF\n${1:commands}\nEOF", summary: "Run several lines as one script" },
    {
      label: "RUN apt-get install",
      body: "RUN apt-get update && apt-get install -y --no-install-recommends \\\\\n    ${1:package} \\\\\n    && rm -rf /var/lib/apt/lists/*",
      summary: "Install Debian packages in one layer",
    },
    {
      label: "RUN --mount=type=cache",
      body: "RUN --mount=type=cache,target=${1:/root/.cache} ${2:command}",
      summary: "Cache a folder between builds",
    },
    {
      label: "RUN --mount=type=secret",
      body: "RUN --mount=type=secret,id=${1:name} ${2:command}",
      summary: "Use a secret without storing it in a layer",
    },
  ],
  flags: [
    {
      name: "mount",
      kind: "list",
      summary: "Mounts a folder, a cache, a secret, or an SSH agent for the command.",
      values: ["type=bind,", "type=cache,target=", "type=secret,id=", "type=ssh", "type=tmpfs,target="],
    },
    {
      name: "network",
      kind: "value",
      summary: "Network of the command.",
      values: ["default", "none", "host"],
    },
    {
      name: "security",
      kind: "value",
      summary: "Whether the command runs in a sandbox.",
      values: ["sandbox", "insecure"],
    },
    { name: "device", kind: "list", summary: "Makes a device available to the command." },
  ],
  parse: (input) => {
    const command = readCommand(input);
    if (isMistake(command)) return command;
    const flags = readFlags(input, runInstruction.flags);
    if (isMistake(flags)) return flags;
    const mounts = readMounts(flags);
    if (isMistake(mounts)) return mounts;
    const network = readNetwork(flags);
    if (isMistake(network)) return network;
    const security = readSecurity(flags);
    if (isMistake(security)) return security;
    const devices = readDevices(flags);
    if (isMistake(devices)) return devices;
    return { ...baseOf(input, "RUN"), command, mounts, network, security, devices };
  },
};

function readMounts(flags: Flags): readonly RunMount[] | Mistake {
  const mounts: RunMount[] = [];
  for (const { raw, range } of flags.words("mount")) {
    const mount = parseMount(raw);
    if ("error" in mount) return stageMistake("mount", mount.error, range);
    mounts.push({ ...mount, raw, range });
  }
  return mounts;
}

function readDevices(flags: Flags): readonly Word[] | Mistake {
  const words = flags.words("device");
  for (const { raw, range } of words) {
    const error = deviceError(raw);
    if (error !== undefined)
      return instructionMistake("device", error, range, "Write it as --device=vendor.com/class=name.");
  }
  return words;
}

function readNetwork(flags: Flags): RunInstruction["network"] | Mistake {
  const word = flags.word("network");
  const value = word?.raw ?? "default";
  if (value === "default" || value === "none" || value === "host") return value;
  return instructionMistake(
    "flag",
    `invalid network mode ${goQuote(value)}`,
    word?.range ?? NOWHERE,
    "It is default, none or host.",
  );
}

function readSecurity(flags: Flags): RunInstruction["security"] | Mistake {
  const word = flags.word("security");
  const value = word?.raw ?? "sandbox";
  if (value === "sandbox" || value === "insecure") return value;
  return instructionMistake(
    "flag",
    `security ${goQuote(value)} is not valid`,
    word?.range ?? NOWHERE,
    "It is sandbox or insecure.",
  );
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
