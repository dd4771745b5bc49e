import { randomInt } from "node:crypto";

/** Letters and digits that can't be taken for others: 32 of them, so that a code has 40 random bits. */
const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at)).filter((one) => !/[IO]/.test(one));
const ALPHABET = `${LETTERS.join("")}23456789`;
const LENGTH = 8;

/** A code for learners to type. */
export const newCode = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
