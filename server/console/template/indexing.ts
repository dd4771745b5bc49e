import { basicOf, GoNil, type GoValue, isList, isMap, typeName } from "./value.ts";

export function lengthOf(given: GoValue): number {
  const value = typeof basicOf(given) === "string" ? basicOf(given) : given;
  if (typeof value === "string") return Buffer.byteLength(value);
  if (isList(value)) return value.length;
  if (isMap(value)) return value.size;
  if (value instanceof GoNil && value.of !== "pointer") return 0;
  throw new Error(
    value === undefined || value instanceof GoNil ? "len of nil pointer" : `len of type ${typeName(value)}`,
  );
}

/** `index .Map "key" 1`: each key into what the one before gave. */
export function indexOf(value: GoValue, keys: readonly GoValue[]): GoValue {
  return keys.reduce<GoValue>(at, value);
}

function at(value: GoValue, key: GoValue): GoValue {
  if (value === undefined || (value instanceof GoNil && value.of === "pointer")) {
    throw new Error("index of untyped nil");
  }
  if (isMap(value)) return keyOf(value, key);
  if (value instanceof GoNil) return value.of === "map" ? keyOf(new Map(), key) : elementOf([], key);
  if (isList(value)) return elementOf(value, key);
  if (typeof value === "string") return elementOf([...Buffer.from(value)], key);
  throw new Error(`can't index item of type ${typeName(value)}`);
}

function keyOf(map: ReadonlyMap<string, GoValue>, key: GoValue): GoValue {
  if (typeof key !== "string") throw new Error(`value has type ${typeName(key)}; should be string`);
  return map.get(key) ?? zeroOf(map);
}

function elementOf(list: readonly GoValue[], key: GoValue): GoValue {
  if (typeof key !== "number") throw new Error(`cannot index slice/array with type ${typeName(key)}`);
  if (key < 0 || key >= list.length) throw new Error(`index out of range: ${key}`);
  return list[key];
}

/** What a key that is not there gives: an empty text if the map is one of texts. */
function zeroOf(map: ReadonlyMap<string, GoValue>): GoValue {
  return [...map.values()].every((value) => typeof value === "string") ? "" : undefined;
}

/** `slice .Text 0 5`. */
export function sliceOf(value: GoValue, ends: readonly GoValue[]): GoValue {
  if (typeof value !== "string" && !isList(value)) throw new Error(`can't slice item of type ${typeName(value)}`);
  const bytes = typeof value === "string" ? Buffer.from(value) : undefined;
  const length = bytes?.length ?? (isList(value) ? value.length : 0);
  const [start = 0, end = length] = ends.map((given) => {
    if (typeof given !== "number") throw new Error(`cannot index slice/array with type ${typeName(given)}`);
    if (given < 0 || given > length) throw new Error(`index out of range: ${given}`);
    return given;
  });
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`);
  return bytes === undefined ? (isList(value) ? value.slice(start, end) : "") : bytes.toString("utf8", start, end);
}
