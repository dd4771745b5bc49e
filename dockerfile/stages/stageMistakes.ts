import type { RunInstruction, Word } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import { parseMount } from "../instructions/runMount.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { copyMistakes } from "./copyMistakes.ts";
import { parsePortSpec } from "./portSpec.ts";
import { isSignal } from "./stopSignal.ts";
import { atFrom, isWithin } from "./triggers.ts";
import type { InstructionVisit } from "./walkStages.ts";
import { folderBelow } from "./workdir.ts";

/** What BuildKit rejects when it runs through a stage: values that are wrong once their variables are replaced. */
export function stageMistakes(visit: InstructionVisit): readonly Mistake[] {
  const { instruction, stage } = visit;
  return instructionMistakes(visit).map((mistake) =>
    isWithin(mistake.range, instruction.range) ? mistake : atFrom(mistake, stage.stage.from),
  );
}

type ExpandedInstruction = Pick<InstructionVisit, "instruction" | "scope" | "pieces" | "workdir">;

/** As `stageMistakes`, of an instruction wherever it is run. */
export function instructionMistakes(visit: ExpandedInstruction): readonly Mistake[] {
  // Mostly none did.
  if (!visit.pieces.some(({ expansion }) => expansion.error !== undefined)) return valueMistakes(visit);
  return visit.pieces.flatMap(({ piece, expansion }) => {
    if (expansion.error === undefined) return [];
    const range = piece.kind === "word" ? piece.word.range : piece.heredoc.range;
    return [stageMistake("variable", expansion.error.message, range)];
  });
}

function valueMistakes({ instruction, scope, pieces, workdir }: ExpandedInstruction): readonly Mistake[] {
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
      return [...mountMistakes(instruction, expand, workdir), ...deviceMistakes(instruction)];
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

/** Only a frontend with experimental features takes devices. */
function deviceMistakes({ devices }: RunInstruction): readonly Mistake[] {
  const [first] = devices;
  if (first === undefined) return [];
  const message = "device feature is only supported in Dockerfile frontend 1.14.0-labs or later";
  return [stageMistake("device", message, first.range, "Leave out --device: no devices are handed to a build here.")];
}

function mountMistakes(
  { mounts }: RunInstruction,
  expand: (word: Word) => string,
  workdir: string | undefined,
): readonly Mistake[] {
  return mounts.flatMap(({ raw, range }) => {
    const settings = parseMount(raw, (value) => expand({ raw: value, range }));
    if ("error" in settings) return [stageMistake("mount", settings.error, range)];
    if (settings.type === "secret" || settings.type === "ssh") return [];
    const { target = "" } = settings.options;
    // Nothing can be mounted over the root. BuildKit cleans only what is below the WORKDIR.
    const place = target.startsWith("/") ? target : folderBelow(workdir, target);
    return place === "/"
      ? [stageMistake("mount", 'invalid mount target "/"', range, "Add target=/path to the mount.")]
      : [];
  });
}
