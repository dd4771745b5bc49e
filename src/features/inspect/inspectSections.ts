import type { Inspect } from "#contract/image.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { fieldExplanations, messages } from "./messages.ts";

/** A field of the inspect object in readable form. */
export interface InspectField {
  readonly name: string;
  /** One line for a plain value, several for lists and maps, none if the field is not set. */
  readonly values: readonly string[];
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
    section(messages.sections.container, "Config", asRecord(Config)),
    section(messages.sections.image, "", image),
    section(messages.sections.fileSystem, "RootFS", asRecord(RootFS)),
  ].filter(({ fields, unset }) => fields.length + unset.length > 0);
}

function section(title: string, prefix: string, record: Record<string, unknown>): InspectSection {
  const all = Object.entries(record).map(([name, value]): InspectField => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    return { name, values: valuesOf(name, value), explanation: fieldExplanations[path] };
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

function valuesOf(name: string, value: unknown): string[] {
  if (value === null || value === undefined || value === "" || value === false) return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    return COMMANDS.has(name) ? [JSON.stringify(value)] : value.map(plain);
  }
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) => {
      const lines = valuesOf(key, inner);
      return lines.length === 0 ? [key] : lines.map((line) => `${key} = ${line}`);
    });
  }
  if (typeof value === "number" && name === "Size") return [formatSize(value)];
  if (typeof value === "number" && NANOSECONDS.has(name)) return value === 0 ? [] : [`${value / 1e9} s`];
  return [plain(value)];
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
