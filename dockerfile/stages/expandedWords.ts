import { csvFields } from "../instructions/csvFields.ts";
import type { Heredoc, Instruction, RunMount, Word } from "../instructions/instruction.ts";

/** A piece of an instruction in which BuildKit replaces variables. */
export type ExpandedPiece =
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "heredoc"; readonly heredoc: Heredoc };

const wordPiece = (word: Word): ExpandedPiece => ({ kind: "word", word });

/**
 * The pieces with variables that the builder itself replaces, in its order. RUN, CMD and ENTRYPOINT are not here:
 * their shell does it. FROM is not either: it sees other variables. Patterns of --exclude are taken as they are. Defaults of ARG are read one after the other.
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
      const words = [...flags.filter((word) => word !== undefined), ...sources, instruction.destination];
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
      return instruction.mounts.flatMap(mountValues).map(wordPiece);
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

/** The values of a mount's keys, each at its place unless quotes or joined lines make that uncertain. */
function mountValues({ raw, range }: RunMount): readonly Word[] {
  const { start, end } = range;
  const isPlain = start.line === end.line && end.character - start.character === raw.length && !raw.includes('"');
  const values: Word[] = [];
  let at = 0;
  const fields = csvFields(raw);
  for (const field of "error" in fields ? [] : fields) {
    const cut = field.indexOf("=");
    const character = start.character + at + cut + 1;
    const exact = { start: { ...start, character }, end: { ...start, character: character + field.length - cut - 1 } };
    if (cut !== -1) values.push({ raw: field.slice(cut + 1), range: isPlain ? exact : range });
    at += field.length + 1;
  }
  return values;
}
