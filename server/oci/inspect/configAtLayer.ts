import type { ContainerConfig } from "#contract/image.ts";
import { parseCreatedBy } from "./createdBy.ts";
import { type HistoryImage, matchHistory } from "./historyRows.ts";

/**
 * The configuration that an image had when a layer was made, as far as its history tells: variables, folder, and user of
 * later rows are taken back. What no row says is the image's.
 */
export function configAtLayer(image: HistoryImage, layer: number): ContainerConfig {
  const rows = matchHistory(image).map((row) => ({ ...parseCreatedBy(row.entry.created_by ?? ""), layer: row.layer }));
  const made = rows.findIndex((row) => row.layer === layer);
  const [before, later] = made === -1 ? [rows, []] : [rows.slice(0, made + 1), rows.slice(made + 1)];
  const config = image.config.config ?? {};
  const lastOf = (instruction: string) => before.findLast((row) => row.instruction === instruction)?.text;
  const isSetLater = (instruction: string) => later.some((row) => row.instruction === instruction);
  return {
    ...config,
    Env: (config.Env ?? []).flatMap((variable) => variableAt(variable, before, later) ?? []),
    ...(isSetLater("WORKDIR") && { WorkingDir: lastOf("WORKDIR") ?? "" }),
    ...(isSetLater("USER") && { User: lastOf("USER") ?? "" }),
  };
}

interface Row {
  readonly instruction: string;
  readonly text: string;
}

/** Undefined if it was not set yet. */
function variableAt(variable: string, before: readonly Row[], later: readonly Row[]): string | undefined {
  const name = variable.split("=", 1)[0] ?? variable;
  if (valueIn(later, name) === undefined) return variable;
  const value = valueIn(before, name);
  return value === undefined ? undefined : `${name}=${value}`;
}

/** The value that the last ENV of these rows gives a variable. Values stand without quotes, so the next name ends one. */
function valueIn(rows: readonly Row[], name: string): string | undefined {
  for (const { instruction, text } of rows.toReversed()) {
    if (instruction !== "ENV") continue;
    const start = ` ${text}`.indexOf(` ${name}=`);
    if (start === -1) continue;
    return text.slice(start + name.length + 1).replace(/ [A-Za-z_]\w*=.*$/s, "");
  }
  return undefined;
}
