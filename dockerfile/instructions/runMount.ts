import { goQuote } from "../go/goFormat.ts";
import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import { csvFields } from "./csvFields.ts";
import { parseGoBoolean } from "./goBoolean.ts";
import type { RunMount } from "./instruction.ts";

/** The keys of a mount by their first names, with what the editor shows of them. */
export const MOUNT_KEYS = {
  type: "bind (the default), cache, tmpfs, secret or ssh.",
  from: "Stage, image or context that the mount comes from.",
  source: "Path in what it comes from.",
  target: "Path at which the RUN sees it.",
  readonly: "Mounts it read-only.",
  readwrite: "Lets the RUN write to it; what it writes is not kept.",
  id: "Name of the cache, the secret or the SSH agent.",
  sharing: "Whether several builds use a cache at once: shared, private or locked.",
  required: "Fails where the secret or the SSH agent is not there.",
  mode: "Permissions, octal.",
  uid: "Owner's number.",
  gid: "Group's number.",
  size: "Largest size of a tmpfs.",
  env: "Environment variable that the secret becomes.",
} as const;

const ALIASES: Readonly<Record<string, keyof typeof MOUNT_KEYS>> = {
  src: "source",
  dst: "target",
  destination: "target",
  ro: "readonly",
  rw: "readwrite",
};

/** The first name of a key, by any of its names. */
export function mountKeyOf(word: string): keyof typeof MOUNT_KEYS | undefined {
  if (Object.hasOwn(ALIASES, word)) return ALIASES[word];
  return isMountKey(word) ? word : undefined;
}

function isMountKey(word: string): word is keyof typeof MOUNT_KEYS {
  return Object.hasOwn(MOUNT_KEYS, word);
}

const SUGGESTED_KEYS = [
  ...["type", "from", "source", "target", "readonly", "id", "sharing", "required", "size", "mode", "uid", "gid"],
  ...["src", "dst", "destination", "ro", "rw", "readwrite", "env"],
];
const TYPES = ["bind", "cache", "tmpfs", "secret", "ssh"] as const;
const SHARING = ["shared", "private", "locked"] as const;
const MAX_UINT32 = 2 ** 32 - 1;

export interface MountError {
  readonly error: string;
}

/** The mount's settings by the first names of their keys; flags such as `ro` are "true". */
export interface MountSettings {
  readonly type: RunMount["type"];
  /** A variable says the type, and it isn't replaced yet: `type` is the default, and what depends on it isn't checked. */
  readonly hasOpenType?: true;
  readonly options: Readonly<Record<string, string>>;
}

function isMember<Value extends string>(values: readonly Value[], value: string): value is Value {
  return values.some((candidate) => candidate === value);
}

/** Replaces the variables of a value. */
export type ExpandValue = (value: string) => string | MountError;

/**
 * Reads the value of `RUN --mount=` (BuildKit's `parseMount`), with its errors. `expand` replaces variables in the values;
 * without it a value that has some is taken as it is and not looked at.
 */
export function parseMount(value: string, expand?: ExpandValue): MountSettings | MountError {
  const fields = csvFields(value);
  if ("error" in fields) return { error: `failed to parse csv mounts: ${fields.error}` };
  let settings: MountSettings = { type: "bind", options: {} };
  for (const field of fields) {
    const next = field.includes("=") ? readPair(field, settings, expand) : readFlag(field, settings);
    if ("error" in next) return next;
    settings = next;
  }
  const error = settings.hasOpenType ? undefined : combinationError(settings);
  return error === undefined ? settings : { error };
}

function firstName(written: string): string {
  return ALIASES[written] ?? written;
}

function readFlag(field: string, settings: MountSettings): MountSettings | MountError {
  const written = field.toLowerCase();
  const key = firstName(written);
  const isSwitch = key === "readonly" || key === "readwrite";
  if (!isSwitch && key !== "required") return { error: `invalid field '${field}' must be a key=value pair` };
  if (!isSwitch && !mayBe(settings, "secret", "ssh")) {
    return { error: `unexpected key '${written}' for mount type '${settings.type}'` };
  }
  return { ...settings, options: { ...settings.options, [key]: "true" } };
}

function mayBe({ type, hasOpenType }: MountSettings, ...types: readonly RunMount["type"][]): boolean {
  return hasOpenType === true || types.includes(type);
}

function readPair(field: string, settings: MountSettings, expand?: ExpandValue): MountSettings | MountError {
  const cut = field.indexOf("=");
  const written = field.slice(0, cut).toLowerCase();
  const key = firstName(written);
  const raw = field.slice(cut + 1);
  if (key === "from" && /\$./.test(raw)) {
    return { error: "'from' doesn't support variable expansion, define alias stage instead" };
  }
  const value = expand === undefined ? raw : expand(raw);
  if (typeof value !== "string") return value;
  const isUnknown = expand === undefined && raw.includes("$");
  if (key === "type") return isUnknown ? { ...settings, hasOpenType: true } : readType(value, settings.options);
  const error = isUnknown ? unknownKey(key, field) : valueError(key, written, value, field, settings);
  if (error !== undefined) return { error };
  const options = { ...settings.options, [key]: key === "sharing" ? value.toLowerCase() : value };
  return { ...settings, options };
}

function readType(value: string, options: MountSettings["options"]): MountSettings | MountError {
  const type = value.toLowerCase();
  if (isMember(TYPES, type)) return { type, options };
  return { error: withSuggestion(`unsupported mount type ${goQuote(value)}`, nearestOption(value, TYPES)) };
}

function unknownKey(key: string, field: string): string | undefined {
  if (Object.hasOwn(MOUNT_KEYS, key)) return undefined;
  return withSuggestion(`unexpected key '${key}' in '${field}'`, nearestOption(key, SUGGESTED_KEYS));
}

function valueError(
  key: string,
  written: string,
  value: string,
  field: string,
  settings: MountSettings,
): string | undefined {
  const { type } = settings;
  const invalid = `invalid value for ${written}: ${value}`;
  switch (key) {
    case "readonly":
    case "readwrite":
      return parseGoBoolean(value) !== undefined ? undefined : invalid;
    case "required":
      if (!mayBe(settings, "secret", "ssh")) return `unexpected key '${written}' for mount type '${type}'`;
      return parseGoBoolean(value) !== undefined ? undefined : invalid;
    case "size":
      if (!mayBe(settings, "tmpfs")) return `unexpected key '${written}' for mount type '${type}'`;
      return isSize(value) ? undefined : invalid;
    case "sharing": {
      if (isMember(SHARING, value.toLowerCase())) return undefined;
      return withSuggestion(`unsupported sharing value ${goQuote(value)}`, nearestOption(value, SHARING));
    }
    case "mode":
      return isNumber(value, 8) ? undefined : `invalid value ${value} for mode`;
    case "uid":
    case "gid":
      return isNumber(value, 10) ? undefined : `invalid value ${value} for ${key}`;
    default:
      return unknownKey(key, field);
  }
}

function isNumber(value: string, base: 8 | 10): boolean {
  const digits = base === 8 ? /^[0-7]+$/ : /^[0-9]+$/;
  return digits.test(value) && Number.parseInt(value, base) <= MAX_UINT32;
}

/** What docker/go-units' `RAMInBytes` takes. */
function isSize(value: string): boolean {
  return /^\d+(\.\d+)* ?([kKmMgGtTpP])?([iI])?[bB]?$/.test(value);
}

function combinationError({ type, options }: MountSettings): string | undefined {
  const isOwned = type === "cache" || type === "secret" || type === "ssh";
  const owner = isOwned ? undefined : ["mode", "uid", "gid"].find((key) => options[key] !== undefined);
  if (owner !== undefined) return `${owner} not allowed for ${goQuote(type)} type mounts`;
  const secret = type === "secret" ? secretError(options) : undefined;
  if (secret !== undefined) return secret;
  if (type === "ssh" && isSet(options, "source")) return "ssh does not support source";
  return isSet(options, "sharing") && type !== "cache" ? `invalid cache sharing set for ${type} mount` : undefined;
}

function isSet(options: MountSettings["options"], key: string): boolean {
  return (options[key] ?? "") !== "";
}

function secretError(options: MountSettings["options"]): string | undefined {
  if (isSet(options, "from")) return "secret mount should not have a from";
  if (isSet(options, "sharing")) return "secret mount should not define sharing";
  if (!["source", "target", "id"].some((key) => isSet(options, key))) {
    return "invalid secret mount. one of source, target required";
  }
  return isSet(options, "source") && isSet(options, "id") ? "both source and id can't be set" : undefined;
}
