import { type GoMethod, GoNamed, GoNil, GoStruct, type GoValue, isList, isMap, sortedEntries } from "./value.ts";

/** `%v` of Go's fmt. */
export function printValue(value: GoValue): string {
  if (value === undefined) return "<no value>";
  return value instanceof GoStruct ? printStruct(value) : printInner(value);
}

function printStruct({ fields, forms }: GoStruct): string {
  return forms.text?.() ?? `{${[...fields.values()].map(printInner).join(" ")}}`;
}

/** Where Go keeps a value, which is another place in every run. */
const ADDRESS = "0xc000012345";

/** `%v` of what another value has. */
export function printInner(value: GoValue | GoMethod): string {
  if (value === undefined || typeof value === "function") return "<nil>";
  if (value instanceof GoNil) return { slice: "[]", map: "map[]", pointer: "<nil>" }[value.of];
  if (value instanceof GoStruct) return value.forms.isPointer ? ADDRESS : printStruct(value);
  if (value instanceof GoNamed) return value.text;
  if (isList(value)) return `[${value.map(printInner).join(" ")}]`;
  if (isMap(value)) {
    return `map[${sortedEntries(value)
      .map(([key, inner]) => `${key}:${printInner(inner)}`)
      .join(" ")}]`;
  }
  return typeof value === "number" ? printNumber(value) : String(value);
}

/** Go turns to an exponent from 1e21 on, as JavaScript does. */
function printNumber(value: number): string {
  return String(value).replace(/e([+-])(\d)$/, "e$10$2");
}

/** Go's Sprint: a space between operands if neither is a text. */
export function sprint(values: readonly GoValue[]): string {
  return values
    .map((value, index) => {
      const previous = values[index - 1];
      const isApart = index > 0 && typeof value !== "string" && typeof previous !== "string";
      return (isApart ? " " : "") + printInner(value);
    })
    .join("");
}

/** As Go's encoding/json writes it, without escaping HTML. */
export function toJson(value: GoValue): string {
  const own = value instanceof GoStruct ? value.forms.json?.() : undefined;
  const text = own ?? JSON.stringify(jsonOf(value));
  return text.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function jsonOf(value: GoValue): unknown {
  if (value === undefined || value instanceof GoNil) return null;
  if (value instanceof GoNamed) return Number(value.value);
  if (value instanceof GoStruct) return value.forms.json ? JSON.parse(value.forms.json()) : fieldsJson(value);
  if (isList(value)) return value.map(jsonOf);
  if (isMap(value)) return Object.fromEntries(sortedEntries(value).map(([key, inner]) => [key, jsonOf(inner)]));
  return value;
}

function fieldsJson({ fields }: GoStruct): unknown {
  const known = [...fields].filter((field): field is [string, GoValue] => typeof field[1] !== "function");
  return Object.fromEntries(known.map(([name, value]) => [name, jsonOf(value)]));
}
