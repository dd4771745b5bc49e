import { goQuote } from "../go/goFormat.ts";
import type { AddInstruction, CopyInstruction, Word } from "../instructions/instruction.ts";
import { stageMistake } from "../instructions/instructionInput.ts";
import type { Mistake } from "../syntax/mistake.ts";
import { chmodError } from "./chmodMode.ts";
import { type GitAddress, isGitAddress, parseGitAddress } from "./gitAddress.ts";

const URL_START = /^https?:\/\//;

/** What BuildKit's `dispatchCopy` rejects, in its order: the mode, the checksum, then source by source. */
export function copyMistakes(
  instruction: CopyInstruction | AddInstruction,
  expand: (word: Word) => string,
): readonly Mistake[] {
  const { chmod, sources } = instruction;
  const paths = sources.flatMap((source) => (source.kind === "path" ? [source.path] : []));
  const mode = chmod === undefined ? undefined : chmodError(expand(chmod));
  if (mode !== undefined && chmod !== undefined) return [stageMistake("chmod", mode, chmod.range)];
  if (instruction.name === "ADD" && instruction.checksum !== undefined) {
    const error = checksumError(expand(instruction.checksum), paths.map(expand));
    if (error !== undefined) return [stageMistake("checksum", error, instruction.checksum.range)];
  }
  const wrong = paths.find((path) => sourceError(instruction, expand(path), expand) !== undefined);
  if (wrong === undefined) return [];
  const next = instruction.name === "COPY" ? "ADD downloads; COPY copies files." : undefined;
  return [stageMistake("copy", sourceError(instruction, expand(wrong), expand) ?? "", wrong.range, next)];
}

function sourceError(
  instruction: CopyInstruction | AddInstruction,
  source: string,
  expand: (word: Word) => string,
): string | undefined {
  if (isGitAddress(source)) {
    const address = parseGitAddress(source);
    if ("error" in address) return address.error;
    if (instruction.name === "COPY") return "source can't be a git ref for COPY";
    return flagsError(instruction, address, expand);
  }
  return instruction.name === "COPY" && URL_START.test(source) ? "source can't be a URL for COPY" : undefined;
}

/** A flag and the address may both say it, but not two things. */
function flagsError(
  { keepGitDir: flag, checksum }: AddInstruction,
  address: GitAddress,
  expand: (word: Word) => string,
): string | undefined {
  const differ = flag !== undefined && address.keepGitDir !== undefined && flag !== address.keepGitDir;
  if (differ) return "inconsistent keep-git-dir configuration";
  const expected = checksum === undefined ? "" : expand(checksum);
  if (expected === "" || address.checksum === undefined || expected === address.checksum) return undefined;
  return `checksum conflicts: ${goQuote(address.checksum)} vs ${goQuote(expected)}`;
}

function checksumError(checksum: string, sources: readonly string[]): string | undefined {
  if (checksum === "") return undefined;
  const [source] = sources;
  if (sources.length !== 1 || source === undefined) return "checksum can't be specified for multiple sources";
  if (isGitAddress(source)) return undefined;
  return URL_START.test(source) ? digestError(checksum) : "checksum requires HTTP(S) or Git sources";
}

/** Hexadecimal digits of a digest by its algorithm. */
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Why go-digest's `Parse` does not take it. */
function digestError(digest: string): string | undefined {
  const [algorithm = "", hex = ""] = digest.split(/:(.*)/s);
  if (algorithm === "" || hex === "") return "invalid checksum digest format";
  const length = DIGEST_LENGTHS[algorithm];
  if (length === undefined) {
    const isFormed = /^[a-z0-9]+([.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest);
    return isFormed ? "unsupported digest algorithm" : "invalid checksum digest format";
  }
  if (hex.length !== length) return "invalid checksum digest length";
  return /^[0-9a-f]+$/.test(hex) ? undefined : "invalid checksum digest format";
}
