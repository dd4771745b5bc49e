import type { Inspect } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import type { FieldPath } from "./goTemplate.ts";
import { fieldExplanations, messages } from "./messages.ts";

/** A line of a field: one entry of a list or a map, or its whole value. */
export interface InspectValue {
  readonly text: string;
  /** Its place in the object. */
  readonly path: FieldPath;
  /** Where the history and the base image are asked for it: a variable goes by its name. */
  readonly key: string;
}

/** A field of the inspect object in readable form. */
export interface InspectField {
  readonly name: string;
  readonly path: FieldPath;
  readonly value: unknown;
  /** One line for a plain value, several for lists and maps, none if the field is not set. */
  readonly values: readonly InspectValue[];
  /** What the field means. */
  readonly explanation: string | undefined;
}

export interface InspectSection {
  readonly title: string;
  /** Fields that have a value. */
  readonly fields: readonly InspectField[];
  /** Fields that have none. */
  readonly unset: readonly InspectField[];
}

/** The inspect object in three parts: what a container gets, what the image is, and its layers. */
export function inspectSections(inspect: Inspect): InspectSection[] {
  const { Config, RootFS, ...image } = inspect;
  return [
    section(messages.sections.container, ["Config"], asRecord(Config)),
    section(messages.sections.image, [], image),
    section(messages.sections.fileSystem, ["RootFS"], asRecord(RootFS)),
  ].filter(({ fields, unset }) => fields.length + unset.length > 0);
}

/** Joins the parts of a place, as `key` of a value has them. */
export function placeKey(path: readonly string[]): string {
  return path.join("\0");
}

function section(title: string, above: readonly string[], record: Record<string, unknown>): InspectSection {
  const all = Object.entries(record).map(([name, value]): InspectField => {
    const path = [...above, name];
    return { name, path, value, values: valuesOf(path, value), explanation: fieldExplanations[path.join(".")] };
  });
  return {
    title,
    fields: all.filter(({ values }) => values.length > 0),
    unset: all.filter(({ values }) => values.length === 0),
  };
}

/** Names of fields that hold a command: shown as one JSON array, as Docker keeps it. */
const COMMANDS = new Set(["Cmd", "Entrypoint", "Shell"]);
/** Fields in nanoseconds. */
const NANOSECONDS = new Set(["Interval", "Timeout", "StartPeriod", "StartInterval"]);

function valuesOf(path: readonly string[], value: unknown): InspectValue[] {
  const name = path.at(-1) ?? "";
  if (isUnset(value)) return [];
  if (COMMANDS.has(name) || typeof value !== "object")
    return [{ text: plainText(name, value), path, key: placeKey(path) }];
  if (Array.isArray(value)) {
    return value.map((item, index): InspectValue => {
      const text = plainText("", item);
      return {
        text,
        path: [...path, index],
        key: placeKey([...path, name === "Env" ? (text.split("=", 1)[0] ?? "") : `${index}`]),
      };
    });
  }
  return Object.entries(value ?? {}).flatMap(([key, inner]): InspectValue[] => {
    const inside = [...path, key];
    // The parts of a health check are set as one.
    const place = name === "Healthcheck" ? placeKey(path) : placeKey(inside);
    if (NANOSECONDS.has(key) && inner === 0) return [];
    const text = isUnset(inner) || isEmpty(inner) ? key : `${key} = ${plainText(key, inner)}`;
    return [{ text, path: inside, key: place }];
  });
}

function isUnset(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function plainText(name: string, value: unknown): string {
  if (typeof value === "number" && name === "Size") return formatSize(value);
  if (typeof value === "number" && NANOSECONDS.has(name)) return `${value / 1e9} s`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
