import type { Command } from "./command.ts";
import type { FlagSpec, FlagSpecs } from "./flags.ts";
import { takesValue } from "./parseFlags.ts";
import { wrapText } from "./wrapText.ts";

/** As docker lays `--help` out. */
export function helpText(command: Command, calledAs: string, columns: number): string {
  const options = flagsText(command.flags, columns);
  const parts = [
    usageLine(command, calledAs),
    command.longDescription ?? command.description,
    ...(command.names.length > 1 ? [`Aliases:\n  ${command.names.join(", ")}`] : []),
    ...(options === "" ? [] : [`Options:\n${options}`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

export function usageLine({ usage }: Pick<Command, "usage">, calledAs: string): string {
  const forms = typeof usage === "string" ? [usage] : usage;
  return `Usage:  ${forms.map((form) => `${calledAs} ${form}`.trimEnd()).join("\n\t")}`;
}

/** The lines of the flags, sorted by name, with no newline at the end. */
export function flagsText(flags: FlagSpecs, columns: number): string {
  const shown = Object.entries(flags)
    .filter(([, spec]) => spec.hidden !== true && spec.kind !== "unsupported")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, spec]) => ({ head: headOf(name, spec), text: spec.description + defaultText(spec) }));
  const widest = Math.max(0, ...shown.map(({ head }) => head.length));
  return shown
    .map(({ head, text }) => `${head.padEnd(widest + 3)}${wrapText(text, widest + 3, columns - 1)}`)
    .join("\n");
}

function headOf(name: string, spec: FlagSpec): string {
  const value = takesValue(spec) ? ` ${spec.valueName ?? VALUE_NAMES[spec.kind]}` : "";
  return `${spec.short === undefined ? "      " : `  -${spec.short}, `}--${name}${value}`;
}

const VALUE_NAMES: Readonly<Record<FlagSpec["kind"], string>> = {
  boolean: "",
  string: "string",
  int: "int",
  list: "list",
  value: "string",
  unsupported: "string",
  ignored: "string",
};

function defaultText(spec: FlagSpec): string {
  const shown = spec.shownDefault ?? ownDefault(spec);
  return shown === undefined ? "" : ` (default ${shown})`;
}

function ownDefault(spec: FlagSpec): string | undefined {
  if (spec.kind === "boolean") return spec.default === true ? "true" : undefined;
  if (spec.kind === "int") return spec.default === undefined || spec.default === 0 ? undefined : `${spec.default}`;
  if (spec.kind !== "string" || spec.default === undefined || spec.default === "") return undefined;
  return JSON.stringify(spec.default);
}
