import { GoNamed, GoNil, GoStruct, type GoValue, isMap, typeName } from "./value.ts";

export type Found = { readonly value: GoValue } | { readonly error: string };

/** `.Name` of a value. `args` is given if the template calls it with arguments. */
export function fieldOf(
  value: GoValue,
  name: string,
  args: readonly GoValue[] | undefined,
  strictMaps: boolean,
): Found {
  if (value instanceof GoStruct || (value instanceof GoNamed && value.fields.has(name)))
    return structField(value, name, args);
  if (args !== undefined) return { error: `${name} is not a method but has arguments` };
  if (isMap(value)) {
    if (strictMaps && !value.has(name)) return { error: `map has no entry for key "${name}"` };
    return { value: value.get(name) };
  }
  if (value instanceof GoNil && value.of === "map") return { value: undefined };
  if (value === undefined) return { error: `nil data; no entry for key "${name}"` };
  if (value instanceof GoNil) return { error: `nil pointer evaluating interface {}.${name}` };
  return { error: `can't evaluate field ${name} in type ${strictMaps ? "interface {}" : typeName(value)}` };
}

function structField({ fields, type }: GoStruct | GoNamed, name: string, args: readonly GoValue[] | undefined): Found {
  const field = fields.get(name);
  if (!fields.has(name)) return { error: `can't evaluate field ${name} in type ${type}` };
  if (typeof field !== "function") {
    return args === undefined ? { value: field } : { error: `${name} is not a method but has arguments` };
  }
  const given = args ?? [];
  if (given.length !== field.length) {
    return { error: `wrong number of args for ${name}: want ${field.length} got ${given.length}` };
  }
  return { value: field(...given) };
}
