import type { AddInstruction, CopyInstruction, RunInstruction, Word } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import { parseMount } from "../instructions/runMount.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { chmodError } from "./chmodMode.ts";
import { parsePortSpec } from "./portSpec.ts";
import { isSignal } from "./stopSignal.ts";
import type { InstructionVisit } from "./walkStages.ts";

/** What BuildKit rejects when it runs through a stage: values that are wrong once their variables are replaced. */
export function stageMistakes(visit: InstructionVisit): readonly Mistake[] {
  const failed = visit.pieces.flatMap(({ piece, expansion }) => {
    if (expansion.error === undefined) return [];
    const range = piece.kind === "word" ? piece.word.range : piece.heredoc.range;
    return [stageMistake("variable", expansion.error.message, range)];
  });
  return failed.length > 0 ? failed : valueMistakes(visit);
}

function valueMistakes({ instruction, scope, pieces, workdirSet, baseEnvKnown }: InstructionVisit): readonly Mistake[] {
  const expand = ({ raw }: Word): string => scope.expand(raw).value;
  switch (instruction.name) {
    case "STOPSIGNAL": {
      const signal = expand(instruction.signal);
      if (isSignal(signal)) return [];
      return [
        stageMistake(
          "signal",
          `invalid signal: ${signal}`,
          instruction.signal.range,
          "Write a name such as SIGTERM, or a number.",
        ),
      ];
    }
    case "VOLUME": {
      const empty = instruction.paths.find((path) => expand(path) === "");
      if (empty === undefined) return [];
      return [stageMistake("arguments", "VOLUME specified can not be an empty string", empty.range)];
    }
    case "EXPOSE":
      return pieces.flatMap(({ piece }) =>
        piece.kind === "word" ? portMistakes(piece.word, scope.expandAll(piece.word.raw)) : [],
      );
    case "COPY":
    case "ADD":
      return copyMistakes(instruction, expand);
    case "RUN":
      // An image that is not known may have a WORKDIR.
      return mountMistakes(instruction, expand, workdirSet || !baseEnvKnown);
    default:
      return [];
  }
}

function portMistakes({ range }: Word, ports: readonly string[]): readonly Mistake[] {
  return ports.flatMap((port) => {
    const spec = parsePortSpec(port);
    return "error" in spec ? [stageMistake("port", spec.error, range, "Write it as 8080, 8080/udp or 8000-8010.")] : [];
  });
}

const URL_START = /^https?:\/\//;
const GIT_START = /^(?:git@|git:\/\/|ssh:\/\/|github\.com\/)|\.git(?:#.*)?$/;
const SHA256_LENGTH = 64;

function copyMistakes(
  instruction: CopyInstruction | AddInstruction,
  expand: (word: Word) => string,
): readonly Mistake[] {
  const { chmod, sources } = instruction;
  const paths = sources.flatMap((source) => (source.kind === "path" ? [source.path] : []));
  const url = instruction.name === "COPY" ? paths.find((path) => URL_START.test(expand(path))) : undefined;
  if (url !== undefined) {
    return [stageMistake("copy", "source can't be a URL for COPY", url.range, "ADD downloads; COPY copies files.")];
  }
  const mode = chmod === undefined ? undefined : chmodError(expand(chmod));
  if (mode !== undefined && chmod !== undefined) return [stageMistake("chmod", mode, chmod.range)];
  if (instruction.name !== "ADD" || instruction.checksum === undefined) return [];
  const error = checksumError(expand(instruction.checksum), paths.map(expand));
  return error === undefined ? [] : [stageMistake("checksum", error, instruction.checksum.range)];
}

function checksumError(checksum: string, sources: readonly string[]): string | undefined {
  if (checksum === "") return undefined;
  if (sources.length !== 1) return "checksum can't be specified for multiple sources";
  if (!sources.some((source) => URL_START.test(source) || GIT_START.test(source))) {
    return "checksum requires HTTP(S) or Git sources";
  }
  if (sources.some((source) => GIT_START.test(source))) return undefined;
  const [algorithm, hex] = checksum.split(":");
  if (hex === undefined) return "invalid checksum digest format";
  if (algorithm !== "sha256") return "unsupported digest algorithm";
  if (hex.length !== SHA256_LENGTH) return "invalid checksum digest length";
  return /^[0-9a-f]+$/.test(hex) ? undefined : "invalid checksum digest format";
}

function mountMistakes(
  { mounts }: RunInstruction,
  expand: (word: Word) => string,
  workdirSet: boolean,
): readonly Mistake[] {
  return mounts.flatMap(({ raw, range }) => {
    const settings = parseMount(raw, (value) => expand({ raw: value, range }));
    if ("error" in settings) return [stageMistake("mount", settings.error, range)];
    if (settings.type === "secret" || settings.type === "ssh") return [];
    // A path that is not absolute is below the WORKDIR; nothing can be mounted over the root.
    const target = settings.options.target ?? "";
    const root = /^\/+\.?\/*$/.test(target) || (/^(?:\.?\/*)$/.test(target) && !workdirSet);
    return root ? [stageMistake("mount", 'invalid mount target "/"', range, "Add target=/path to the mount.")] : [];
  });
}
