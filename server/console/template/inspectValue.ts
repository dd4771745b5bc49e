import { shaped } from "./goShape.ts";
import { HEALTHCHECK } from "./imageShape.ts";
import { GoNamed, GoNil, GoStruct, type GoValue } from "./value.ts";

/** The keys of inspect objects that are maps in Go: everything else that is an object is a struct. */
const MAPS = new Set([
  "Labels",
  "Ports",
  "ExposedPorts",
  "PortBindings",
  "Volumes",
  "Networks",
  "Tmpfs",
  "Options",
  "DriverOpts",
  "Annotations",
  "Sysctls",
  "StorageOpt",
]);

/** Pointers in Go: nil prints as `<nil>`. */
const POINTERS = new Set([
  "Health",
  "Healthcheck",
  "PidsLimit",
  "MemorySwappiness",
  "OomKillDisable",
  "StopTimeout",
  "IPAMConfig",
]);

/** Fields that the API leaves out if they are empty, and Go's types have nevertheless. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  State: ["Health"],
  Config: ["ExposedPorts", "Healthcheck", "StopTimeout", "StopSignal", "Shell"],
  HostConfig: ["Tmpfs", "Annotations"],
  RootFS: ["Layers"],
};

const EMPTY_TEXTS = new Set(["StopSignal"]);

/** An inspect object as Go's typed one: fields it does not have are errors, maps are maps. */
export function typedValue(json: unknown, key = ""): GoValue {
  if (json === null || json === undefined) return emptyOf(key);
  if (Array.isArray(json)) return json.map((item) => typedValue(item));
  if (key === "Healthcheck") return shaped(json, { kind: "pointer", to: HEALTHCHECK });
  if (typeof json !== "object") return scalar(json);
  const entries = Object.entries(json).map(([name, value]): [string, GoValue] => [name, typedValue(value, name)]);
  // A map of objects, such as Networks, holds structs.
  if (MAPS.has(key)) return new Map(entries);
  const fields = new Map(entries);
  for (const name of OPTIONAL[key] ?? []) if (!fields.has(name)) fields.set(name, emptyOf(name));
  const id = fields.get("Id");
  if (id !== undefined && !fields.has("ID")) fields.set("ID", id);
  return new GoStruct("interface {}", fields, { json: () => JSON.stringify(json) });
}

function emptyOf(key: string): GoValue {
  if (EMPTY_TEXTS.has(key)) return "";
  return new GoNil(MAPS.has(key) ? "map" : POINTERS.has(key) ? "pointer" : "slice");
}

/** An inspect object as the JSON it is: every object is a map. */
export function rawValue(json: unknown): GoValue {
  if (json === null || json === undefined) return new GoNil("pointer");
  if (Array.isArray(json)) return json.map(rawValue);
  if (typeof json === "number") return new GoNamed("json.Number", String(json), String(json));
  if (typeof json !== "object") return scalar(json);
  return new Map(Object.entries(json).map(([name, value]) => [name, rawValue(value)]));
}

function scalar(json: unknown): GoValue {
  return typeof json === "string" || typeof json === "number" || typeof json === "boolean" ? json : String(json);
}
