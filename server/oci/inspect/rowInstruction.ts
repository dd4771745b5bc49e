import { splitBuildArguments } from "#contract/docker/buildArguments.ts";
import type { ContainerConfig } from "#contract/image.ts";
import { parseCreatedBy } from "./createdBy.ts";
import { namedPairs, plainList, quotedList } from "./goValues.ts";
import { comment, listText, oneLine, pairsText, runText } from "./instructionText.ts";

const SHELL: readonly string[] = ["/bin/sh", "-c"];
const MARK = /\s*# buildkit\s*$/;
/** What the classic builder writes for what it copied: a checksum, and where it went. */
const COPIED = /^(?:--\S+ )*((?:file|dir|multi):[0-9a-f]+) in (.*)$/s;

/** What rows before have set. */
export interface RowState {
  readonly shell: readonly string[];
}

export const FIRST_STATE: RowState = { shell: SHELL };

export interface RowText {
  /** Undefined if the row is no instruction. */
  readonly word?: string;
  readonly lines: readonly string[];
  readonly state: RowState;
}

/** A history row as lines of a Dockerfile, with comments on what the row does not tell. */
export function rowInstruction(createdBy: string, config: ContainerConfig, state: RowState): RowText {
  const { instruction: word, text } = parseCreatedBy(createdBy);
  if (word === "LAYER") return { lines: [], state };
  if (word === "RUN") return { word, lines: runLines(createdBy, state.shell), state };
  const list = quotedList(text);
  const plain = (line: string) => ({ word, lines: [line], state });
  switch (word) {
    case "COPY":
    case "ADD":
      return { word, lines: copyLines(word, text), state };
    case "CMD":
    case "ENTRYPOINT":
      return plain(list === undefined ? `${word} ${oneLine(text)}` : listText(word, list));
    case "VOLUME":
      return plain(listText(word, list ?? plainList(text)));
    case "SHELL": {
      const shell = list ?? plainList(text);
      return { word, lines: [listText(word, shell)], state: { shell } };
    }
    case "ENV":
      return plain(pairsOrText(word, text, new Map((config.Env ?? []).map(splitPair))));
    case "LABEL":
      return plain(pairsOrText(word, text, new Map(Object.entries(config.Labels ?? {}))));
    default:
      return plain(`${word} ${oneLine(text)}`);
  }
}

export function splitPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at === -1 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function pairsOrText(word: string, text: string, known: ReadonlyMap<string, string>): string {
  const pairs = namedPairs(text, known);
  return pairs.length === 0 ? `${word} ${oneLine(text)}` : pairsText(word, pairs);
}

function copyLines(word: string, text: string): string[] {
  const [, checksum, target = ""] = COPIED.exec(text) ?? [];
  if (checksum === undefined) return [`${word} ${oneLine(text)}`];
  return [
    comment(`What was copied is unknown: the history has only its checksum, ${checksum}.`),
    `${word} unknown ${oneLine(target)}`,
  ];
}

function runLines(createdBy: string, shell: readonly string[]): string[] {
  const whole = createdBy.replace(MARK, "").replace(/^RUN\s+/, "");
  const split = splitBuildArguments(whole);
  const command = split?.command ?? whole;
  const given = split === undefined ? [] : [comment(`Build arguments here: ${argumentsIn(whole, command)}`)];
  for (const prefix of [shell, SHELL]) {
    const start = `${prefix.join(" ")} `;
    if (command.startsWith(start)) return [...given, runText(command.slice(start.length).trimStart())];
  }
  return [...given, runText(command)];
}

/** `A=1 B=2` of `|2 A=1 B=2 /bin/sh -c make`. */
function argumentsIn(whole: string, command: string): string {
  return whole
    .slice(0, whole.length - command.length)
    .replace(/^\|\d+ /, "")
    .replace(/\/bin\/sh -c $/, "");
}
