import type { FlagFault } from "./parseFlags.ts";

/** A fault in the words of Go's pflag, and so of the docker CLI. */
export function pflagWords(fault: FlagFault): string {
  switch (fault.kind) {
    case "unknown":
      return `unknown flag: --${fault.name}`;
    case "unknown-letter":
      return `unknown shorthand flag: '${fault.letter}' in -${fault.bundle}`;
    case "no-value":
      return `flag needs an argument: --${fault.name}`;
    case "no-value-letter":
      return `flag needs an argument: '${fault.letter}' in -${fault.bundle}`;
    case "syntax":
      return `bad flag syntax: ${fault.word}`;
    case "value": {
      const flag = fault.short === undefined ? `--${fault.name}` : `-${fault.short}, --${fault.name}`;
      return `invalid argument ${JSON.stringify(fault.value)} for "${flag}" flag: ${fault.message}`;
    }
    case "unsupported":
      return fault.reason;
  }
}

/** A fault in the words of GNU getopt, and so of the shell's commands. */
export function getoptWords(fault: FlagFault): string {
  switch (fault.kind) {
    case "unknown":
      return `unrecognized option '--${fault.name}'`;
    case "unknown-letter":
      return `invalid option -- '${fault.letter}'`;
    case "no-value":
      return `option '--${fault.name}' requires an argument`;
    case "no-value-letter":
      return `option requires an argument -- '${fault.letter}'`;
    case "syntax":
      return `unrecognized option '${fault.word}'`;
    case "value":
      return fault.message;
    case "unsupported":
      return fault.reason;
  }
}
