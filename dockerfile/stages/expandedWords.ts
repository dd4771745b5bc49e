import type { Heredoc, Instruction, Word } from "../instructions/instruction.ts";

/** A piece of an instruction in which BuildKit replaces variables. */
export type ExpandedPiece =
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "heredoc"; readonly heredoc: Heredoc };

const wordPiece = (word: Word): ExpandedPiece => ({ kind: "word", word });

/**
 * The pieces with variables that the builder itself replaces, in its order. RUN, CMD and ENTRYPOINT are not here:
 * their shell does it. FROM is not either: it sees other variables. Defaults of ARG are read one after the other.
 */
export function expandedPieces(instruction: Instruction): readonly ExpandedPiece[] {
  switch (instruction.name) {
    case "ENV":
    case "LABEL":
      return instruction.pairs.flatMap(({ key, value }) => [wordPiece(key), wordPiece(value)]);
    case "ARG":
      return instruction.args.flatMap(({ value }) => (value === undefined ? [] : [wordPiece(value)]));
    case "ADD":
    case "COPY": {
      const flags = [
        instruction.chown,
        instruction.chmod,
        instruction.name === "ADD" ? instruction.checksum : undefined,
      ];
      const sources = instruction.sources.flatMap((source) => (source.kind === "path" ? [source.path] : []));
      const words = [
        ...flags.filter((word) => word !== undefined),
        ...instruction.excludes,
        instruction.destination,
        ...sources,
      ];
      return [...words.map(wordPiece), ...instruction.sources.flatMap(heredocPiece)];
    }
    case "WORKDIR":
      return [wordPiece(instruction.path)];
    case "USER":
      return [wordPiece(instruction.user)];
    case "VOLUME":
      return instruction.paths.map(wordPiece);
    case "EXPOSE":
      return instruction.ports.map(wordPiece);
    case "STOPSIGNAL":
      return [wordPiece(instruction.signal)];
    case "RUN":
      return instruction.mounts.map(({ raw, range }) => wordPiece({ raw, range }));
    case "FROM":
    case "CMD":
    case "ENTRYPOINT":
    case "SHELL":
    case "HEALTHCHECK":
    case "ONBUILD":
    case "MAINTAINER":
      return [];
  }
}

function heredocPiece(source: { readonly kind: string; readonly heredoc?: Heredoc }): readonly ExpandedPiece[] {
  return source.heredoc?.expand === true ? [{ kind: "heredoc", heredoc: source.heredoc }] : [];
}
