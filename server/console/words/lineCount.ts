import type { FlagSpec } from "../command/flags.ts";

/** `-n` of head and tail: `+3` counts from the start, `-3` from the end. */
export interface LineCount {
  readonly sign: "" | "+" | "-";
  readonly count: number;
}

export function countFlag(what: "lines" | "bytes", short: string, description: string) {
  return {
    kind: "value",
    short,
    valueName: "NUM",
    description,
    read(text: string) {
      const match = /^([+-]?)(\d{1,9})$/.exec(text);
      const [, sign = "", count = ""] = match ?? [];
      if (match === null || (sign !== "" && sign !== "+" && sign !== "-")) {
        return { ok: false as const, message: `invalid number of ${what}: '${text}'` };
      }
      const value: LineCount = { sign, count: Number(count) };
      return { ok: true as const, value };
    },
  } as const satisfies FlagSpec;
}

/** `-5` is `-n 5`. */
export function withoutOldCount(args: readonly string[]): readonly string[] {
  const [first = "", ...rest] = args;
  return /^-\d+$/.test(first) ? ["-n", first.slice(1), ...rest] : args;
}

/** Printed before each of several files. */
export function fileHeading(name: string, isFirst: boolean): string {
  return `${isFirst ? "" : "\n"}==> ${name === "-" ? "standard input" : name} <==\n`;
}
