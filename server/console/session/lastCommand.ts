/** The command that the end of a line belongs to. */
export interface LastCommand {
  /** Its words before the one that is typed, without quotes. */
  readonly words: readonly string[];
  /** The word that is typed: as it is meant, and as it stands on the line. */
  readonly partial: string;
  readonly written: string;
  /** The quote that is open. */
  readonly quote: "" | "'" | '"';
  /** It is where `>` or `<` leads. */
  readonly isTarget: boolean;
}

interface Reading {
  words: string[];
  word: string | undefined;
  start: number;
  quote: "" | "'" | '"';
  isTarget: boolean;
}

/** Reads a line that may end anywhere: in a quote, after a backslash. Variables stay as they are. */
export function lastCommand(line: string): LastCommand {
  const reading: Reading = { words: [], word: undefined, start: line.length, quote: "", isTarget: false };
  for (let at = 0; at < line.length; at++) at = read(reading, line, at);
  const { words, word, start, quote, isTarget } = reading;
  const first = words.findIndex((each) => !/^[A-Za-z_]\w*=/.test(each));
  const command = first === -1 ? [] : words.slice(first);
  return { words: command, partial: word ?? "", written: word === undefined ? "" : line.slice(start), quote, isTarget };
}

/** Reads the character at `at`; returns where the last one that was read is. */
function read(reading: Reading, line: string, at: number): number {
  const character = line.charAt(at);
  if (reading.quote !== "") {
    if (character === reading.quote) reading.quote = "";
    else reading.word += character;
    return at;
  }
  if (/[ \t;|&<>]/.test(character)) {
    end(reading);
    if (/[;|&]/.test(character)) [reading.words, reading.isTarget] = [[], false];
    if (/[<>]/.test(character)) reading.isTarget = true;
    return at;
  }
  if (reading.word === undefined) [reading.word, reading.start] = ["", at];
  if (character === "'" || character === '"') reading.quote = character;
  else if (character === "\\") {
    reading.word += line.charAt(at + 1);
    return at + 1;
  } else reading.word += character;
  return at;
}

function end(reading: Reading): void {
  if (reading.word === undefined) return;
  if (reading.isTarget) reading.isTarget = false;
  else reading.words.push(reading.word);
  reading.word = undefined;
}
