import { CONFIG_KEYS, type ContainerConfig, type ImageConfig } from "#contract/image.ts";
import type { ConfigDifference, ImageComparison } from "#contract/imageComparison.ts";

/** Most differences, and most characters of a value. */
const LIMIT = 1000;
const MAX_VALUE = 4096;

/** Fields whose values have names of their own. */
const NAMED: ReadonlySet<string> = new Set(["Env", "ExposedPorts", "Volumes", "Labels"]);
/** When the image was made, and what the layers and the history say better. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "config",
  "rootfs",
  "history",
  "created",
  "container",
  "container_config",
]);
const DEFAULT_FIELDS = new Set<string>(CONFIG_KEYS);

/** Where two images' configurations differ, field by field; a variable, a label, a port, and a volume each on its own. */
export function configDifferences(a: ImageConfig, b: ImageConfig): ImageComparison["config"] {
  const { config: inA = {}, ...restA } = a;
  const { config: inB = {}, ...restB } = b;
  const all = [...fieldsOf(inA, inB).flatMap((field) => ofField(field, inA, inB)), ...outer(restA, restB)];
  return { differences: all.slice(0, LIMIT), total: all.length };
}

/** Those that everybody knows first, in their order. */
function fieldsOf(a: ContainerConfig, b: ContainerConfig): string[] {
  const others = Object.keys({ ...a, ...b }).filter((key) => !DEFAULT_FIELDS.has(key));
  return [...CONFIG_KEYS, ...others.sort()];
}

function outer(a: Omit<ImageConfig, "config">, b: Omit<ImageConfig, "config">): ConfigDifference[] {
  return Object.keys({ ...a, ...b })
    .filter((field) => !LEFT_OUT.has(field))
    .flatMap((field) => differenceIn({ field }, valueWords(a[field]), valueWords(b[field])));
}

function ofField(field: string, a: ContainerConfig, b: ContainerConfig): ConfigDifference[] {
  if (!NAMED.has(field)) return differenceIn({ field }, valueWords(a[field]), valueWords(b[field]));
  const [before, after] = [namedValues(a[field]), namedValues(b[field])];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    differenceIn({ field, name }, before.get(name), after.get(name)),
  );
}

/** Variables as `A=1`, others as an object. A name may have an empty value. */
function namedValues(value: unknown): Map<string, string> {
  if (Array.isArray(value)) return new Map(value.filter((one) => typeof one === "string").map(variable));
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).map(([name, of]) => [name, valueWords(of) ?? ""]));
}

function variable(text: string): [string, string] {
  const equals = text.indexOf("=");
  return equals === -1 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
}

function differenceIn(
  place: { field: string; name?: string },
  a: string | undefined,
  b: string | undefined,
): ConfigDifference[] {
  if (a === b) return [];
  return [{ ...place, ...(a !== undefined && { a: cut(a) }), ...(b !== undefined && { b: cut(b) }) }];
}

/** Undefined for what is not set: empty and absent are the same to Docker. */
function valueWords(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

const cut = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text);
