/** A nil of Go: it prints as its type does. */
export class GoNil {
  readonly of: "slice" | "map" | "pointer";

  constructor(of: "slice" | "map" | "pointer") {
    this.of = of;
  }
}

/** Called by a template as a field with arguments: `.Label "x"`. */
export type GoMethod = (...args: readonly GoValue[]) => GoValue;

/** How a struct prints, if that is not what its fields are. */
export interface StructForms {
  readonly json?: () => string;
  readonly text?: () => string;
  /** Inside of something else, a pointer prints as an address. */
  readonly isPointer?: boolean;
}

/** A text or number of a type with a name, such as a time.Duration, that prints in its own way. */
export class GoNamed {
  readonly type: string;
  readonly value: string | number;
  readonly text: string;
  readonly fields: ReadonlyMap<string, GoMethod>;

  constructor(type: string, value: string | number, text: string, fields: ReadonlyMap<string, GoMethod> = new Map()) {
    this.type = type;
    this.value = value;
    this.text = text;
    this.fields = fields;
  }
}

/** The value of a named type as the type below it. */
export const basicOf = (value: GoValue): GoValue => (value instanceof GoNamed ? value.value : value);

/** Something with fields that are known: another name is an error. */
export class GoStruct {
  /** As Go names it, such as `*formatter.ContainerContext`. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, GoValue | GoMethod>;
  readonly forms: StructForms;

  constructor(type: string, fields: ReadonlyMap<string, GoValue | GoMethod>, forms: StructForms = {}) {
    this.type = type;
    this.fields = fields;
    this.forms = forms;
  }
}

/** What a template works on. Undefined is Go's "no value"; a Map is a Go map. */
export type GoValue =
  | string
  | number
  | boolean
  | undefined
  | GoNil
  | GoNamed
  | GoStruct
  | readonly GoValue[]
  | ReadonlyMap<string, GoValue>;

export function isList(value: unknown): value is readonly GoValue[] {
  return Array.isArray(value);
}

export function isMap(value: GoValue): value is ReadonlyMap<string, GoValue> {
  return value instanceof Map;
}

/** `byKey`: as Go ranges over and prints a map. */
export function sortedEntries<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether `{{if}}` takes it. */
export function isTrue(value: GoValue): boolean {
  if (value instanceof GoNil || value === undefined) return false;
  if (value instanceof GoStruct) return true;
  if (value instanceof GoNamed) return Boolean(value.value);
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return value.size > 0;
  return Boolean(value);
}

/** Go's name of a value's type in messages. */
export function typeName(value: GoValue): string {
  if (value instanceof GoStruct || value instanceof GoNamed) return value.type;
  if (isList(value)) return "[]string";
  if (isMap(value)) return "map[string]string";
  if (value instanceof GoNil) return "nil";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float64";
  return typeof value === "boolean" ? "bool" : typeof value === "string" ? "string" : "interface {}";
}
