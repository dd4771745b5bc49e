import { readBinarySize } from "#contract/docker/humanSize.ts";
import { readDuration } from "#contract/docker/moment.ts";
import type { BadValue, ReadValue } from "../../command/flags.ts";

const NANOSECONDS = 1e6;

export function readMemory(text: string): ReadValue<number> | BadValue {
  const value = readBinarySize(text);
  return value === undefined ? { ok: false, message: `invalid size: '${text}'` } : { ok: true, value };
}

/** `0.5`, or a fraction: `1/2`. */
export function readCpus(text: string): ReadValue<number> | BadValue {
  const [, whole = "", below = "1"] = /^(\d+(?:\.\d*)?|\.\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  const value = whole === "" ? Number.NaN : Number(whole) / Number(below);
  return Number.isFinite(value)
    ? { ok: true, value }
    : { ok: false, message: `failed to parse ${text} as a rational number` };
}

/** In nanoseconds. */
export function readTime(text: string): ReadValue<number> | BadValue {
  const value = readDuration(text);
  return value === undefined
    ? { ok: false, message: `time: invalid duration ${JSON.stringify(text)}` }
    : { ok: true, value: value * NANOSECONDS };
}
