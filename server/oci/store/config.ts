import type { ImageConfig } from "#contract/image.ts";
import { CONFIG_KEYS, imageConfigSchema, MAX_CONFIG } from "#contract/image.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { problemError } from "#contract/problemError.ts";
import { withoutNulls } from "./goJson.ts";
import { hostPlatform } from "./hostPlatform.ts";
import { wrongField } from "./wrongField.ts";

/** Largest manifest, in bytes: registries reject larger ones. */
export const MAX_MANIFEST = 4 * 1024 * 1024;

/** Throws a ProblemError (image/too-large), so that everything stored can be read again. */
export function requireKeepable(what: "configuration" | "manifest", { length }: Uint8Array): void {
  const most = what === "manifest" ? MAX_MANIFEST : MAX_CONFIG;
  if (length <= most) return;
  throw problemError("image/too-large", `The image's ${what} has ${length} bytes. The limit is ${most} bytes.`, {
    next:
      what === "manifest"
        ? "Use fewer or shorter annotations."
        : "Set fewer or shorter variables, labels, and ports. Each EXPOSE, ENV, and RUN is also stored in the history.",
  });
}

/** Reads an image configuration as Go does, whoever wrote it. Throws a ProblemError (image/invalid) that names the field. */
export function parseImageConfig(bytes: Uint8Array): ImageConfig {
  try {
    return imageConfigSchema.parse(withDefaults(withoutNulls(JSON.parse(Buffer.from(bytes).toString("utf8")))));
  } catch (error) {
    const detail = `The image's configuration can't be read${wrongField(error)}.`;
    throw problemError("image/invalid", detail, {}, { cause: error });
  }
}

/** Optional fields of a configuration, with this machine's values or empty ones as defaults. */
function withDefaults(json: unknown): unknown {
  if (!isObject(json)) return json;
  const { os, architecture } = hostPlatform();
  const rootfs = isObject(json.rootfs) ? { type: "layers", diff_ids: [], ...json.rootfs } : json.rootfs;
  return { ...json, os: json.os || os, architecture: json.architecture || architecture, rootfs };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function configPlatform({ os, architecture, variant }: ImageConfig): string {
  return formatPlatform({ os, architecture, ...(variant === undefined || variant === "" ? {} : { variant }) });
}

/** The bytes whose digest is the image's ID, in BuildKit's order of keys and with Go's escapes. Undefined values are left out. */
export function encodeImageConfig(config: ImageConfig): Buffer {
  const inner = config.config === undefined ? undefined : ordered(config.config, CONFIG_KEYS);
  return encodeJson(
    ordered({ ...config, ...(inner === undefined ? {} : { config: inner }) }, Object.keys(config).sort()),
  );
}

/** JSON as Go's encoding/json writes it: `<`, `>`, `&` and two line separators escaped. */
export function encodeJson(value: unknown): Buffer {
  const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return Buffer.from(text);
}

/** The same object with these keys first, in this order, then all others. Go sorts the keys of maps. */
function ordered(object: Record<string, unknown>, first: readonly string[]): Record<string, unknown> {
  const keys = [...first.filter((key) => key in object), ...Object.keys(object).filter((key) => !first.includes(key))];
  return Object.fromEntries(keys.map((key) => [key, MAPS.has(key) ? sortedMap(object[key]) : object[key]]));
}

const MAPS = new Set(["ExposedPorts", "Volumes", "Labels"]);

function sortedMap(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}
