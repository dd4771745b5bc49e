import { goDuration } from "#dockerfile/go/goFormat.ts";
import { goTimeValue } from "./goTimeValue.ts";
import { printInner, toJson } from "./printValue.ts";
import { type GoMethod, GoNamed, GoNil, GoStruct, type GoValue, isList, isMap } from "./value.ts";

/** A type of Go, as far as templates and JSON show it. */
export type Shape =
  | { readonly kind: "text" | "number" | "flag" | "time" | "duration" }
  | { readonly kind: "list" | "map"; readonly of: Shape }
  | StructShape
  | { readonly kind: "pointer"; readonly to: StructShape };

export interface StructShape {
  readonly kind: "struct";
  /** As Go names it. */
  readonly type: string;
  readonly parts: readonly (Field | { readonly embedded: StructShape })[];
}

export interface Field {
  readonly name: string;
  /** In JSON. */
  readonly key: string;
  readonly shape: Shape;
  /** Go's omitempty. */
  readonly omitEmpty: boolean;
}

/** A JSON value as Go's typed one: what is missing has the zero of its type. */
export function shaped(json: unknown, shape: Shape): GoValue {
  switch (shape.kind) {
    case "text":
      return typeof json === "string" ? json : "";
    case "number":
      return typeof json === "number" ? json : 0;
    case "flag":
      return json === true;
    case "time":
      return goTimeValue(typeof json === "string" ? json : undefined);
    case "duration":
      return durationValue(typeof json === "number" ? json : 0);
    case "list":
      return Array.isArray(json) ? json.map((item) => shaped(item, shape.of)) : new GoNil("slice");
    case "map":
      return isRecord(json)
        ? new Map(Object.entries(json).map(([key, value]) => [key, shaped(value, shape.of)]))
        : new GoNil("map");
    case "pointer":
      return isRecord(json) ? structValue(json, shape.to, true) : new GoNil("pointer");
    case "struct":
      return structValue(isRecord(json) ? json : {}, shape, false);
  }
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(json: unknown): json is Json {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function structValue(json: Json, { type, parts }: StructShape, isPointer: boolean): GoStruct {
  const values = parts.map((part) => ({
    part,
    value: "embedded" in part ? structValue(json, part.embedded, false) : shaped(json[part.key], part.shape),
  }));
  const fields = new Map(values.flatMap(({ part, value }) => namedFields(part, value)));
  return new GoStruct(isPointer ? `*${type}` : type, fields, {
    text: () => `{${values.map(({ value }) => printInner(value)).join(" ")}}`,
    json: () => `{${values.flatMap(({ part, value }) => memberJson(part, value)).join(",")}}`,
    isPointer,
  });
}

type Member = readonly [name: string, value: GoValue | GoMethod];

/** The fields of what is embedded are those of what embeds it. */
function namedFields(part: StructShape["parts"][number], value: GoValue): readonly Member[] {
  if (!("embedded" in part)) return [[part.name, value]];
  return value instanceof GoStruct ? [...value.fields] : [];
}

/** The members of what is embedded are those of what embeds it. */
function memberJson(part: StructShape["parts"][number], value: GoValue): string[] {
  if ("embedded" in part) {
    const inner = toJson(value).slice(1, -1);
    return inner === "" ? [] : [inner];
  }
  return part.omitEmpty && isEmpty(value) ? [] : [`${JSON.stringify(part.key)}:${toJson(value)}`];
}

function isEmpty(value: GoValue): boolean {
  if (value instanceof GoNamed) return value.value === 0;
  if (isList(value)) return value.length === 0;
  if (isMap(value)) return value.size === 0;
  return value instanceof GoNil || value === "" || value === 0 || value === false;
}

function durationValue(nanoseconds: number): GoNamed {
  const methods = Object.entries({ Hours: 3.6e12, Minutes: 6e10, Seconds: 1e9, Milliseconds: 1e6, Microseconds: 1e3 });
  return new GoNamed(
    "time.Duration",
    nanoseconds,
    goDuration(nanoseconds),
    new Map(methods.map(([name, unit]) => [name, () => nanoseconds / unit])),
  );
}
