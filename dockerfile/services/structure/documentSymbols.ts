import type { ArgInstruction, Instruction, InstructionName } from "../../instructions/instruction.ts";
import type { Dockerfile, Stage } from "../../instructions/parseDockerfile.ts";
import { type DocumentSymbol, symbolKinds } from "../lsp.ts";

const KINDS: Readonly<Record<InstructionName, DocumentSymbol["kind"]>> = {
  ADD: symbolKinds.object,
  ARG: symbolKinds.variable,
  CMD: symbolKinds.event,
  COPY: symbolKinds.object,
  ENTRYPOINT: symbolKinds.event,
  ENV: symbolKinds.variable,
  EXPOSE: symbolKinds.constant,
  FROM: symbolKinds.module,
  HEALTHCHECK: symbolKinds.event,
  LABEL: symbolKinds.property,
  MAINTAINER: symbolKinds.property,
  ONBUILD: symbolKinds.event,
  RUN: symbolKinds.function,
  SHELL: symbolKinds.property,
  STOPSIGNAL: symbolKinds.constant,
  USER: symbolKinds.key,
  VOLUME: symbolKinds.object,
  WORKDIR: symbolKinds.key,
};

const LONGEST_DETAIL = 80;

/** The outline: stages with their instructions, the ARGs before them first. */
export function documentSymbols({ metaArgs, stages }: Dockerfile): readonly DocumentSymbol[] {
  return [...metaArgs.map((arg: ArgInstruction) => instructionSymbol(arg)), ...stages.map(stageSymbol)];
}

function stageSymbol({ from, instructions, range, name, index }: Stage): DocumentSymbol {
  return {
    name: name ?? `stage ${index}`,
    detail: from.image.raw,
    kind: symbolKinds.module,
    range,
    selectionRange: from.alias?.range ?? from.image.range,
    children: instructions.map(instructionSymbol),
  };
}

function instructionSymbol(instruction: Instruction): DocumentSymbol {
  const text = instruction.original.slice(instruction.keyword.raw.length).trim().replaceAll(/\s+/g, " ");
  const detail = text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL - 1)}…` : text;
  return {
    name: instruction.name,
    detail,
    kind: KINDS[instruction.name],
    range: instruction.range,
    selectionRange: instruction.keyword.range,
  };
}
