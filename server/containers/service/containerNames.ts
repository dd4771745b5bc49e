import { randomInt } from "node:crypto";

const ADJECTIVES = (
  "agile amber bold brave bright brisk calm candid cheerful clever coral cosmic crisp curious eager earnest fleet fond " +
  "gentle golden happy hearty honest humble jolly keen kind lively loyal lucid mellow merry mighty modest neat nimble " +
  "noble patient plucky polite proud quick quiet radiant rapid rosy sage serene sharp shiny silent smart snug spry " +
  "stable steady sturdy sunny swift tidy tranquil upbeat valiant vivid warm wise witty zesty"
).split(" ");

/** People who made computing what it is. */
const PEOPLE = (
  "allen backus bartik berezin boole borg bryan church clarke codd dahl dijkstra easley engelbart estrin feinler floyd " +
  "goldberg goldwasser hamilton hamming hoare holberton hollerith hopper huffman iverson jennings johnson karp keller " +
  "kernighan kilburn knuth lamarr lamport liskov lovelace mauchly mccarthy meltzer milner minsky moore naur neumann " +
  "newell nygaard perlis perlman postel rabin ritchie sammet scott shannon shaw simon spence stallman stroustrup " +
  "tarjan thompson torvalds turing vaughan wescoff wilkes wing wirth zuse"
).split(" ");

/** A made-up name such as `calm_hopper`, with a number if many are taken. */
export function makeUpName(isTaken: (name: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const name = `${pick(ADJECTIVES)}_${pick(PEOPLE)}${attempt < 8 ? "" : attempt - 7}`;
    if (!isTaken(name)) return name;
  }
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? "";
}
