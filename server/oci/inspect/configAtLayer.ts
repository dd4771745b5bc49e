import type { ContainerConfig } from "#contract/image.ts";
import type { HistoryImage } from "./historyRows.ts";
import { type SettingRow, settingRows, valueSet } from "./settings.ts";

/**
 * The configuration that an image had when a layer was made, as far as its history tells: variables, folder, and user of
 * later rows are taken back. What no row says is the image's.
 */
export function configAtLayer(image: HistoryImage, layer: number): ContainerConfig {
  const rows = settingRows(image);
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

/** Undefined if it was not set yet. */
function variableAt(variable: string, before: readonly SettingRow[], later: readonly SettingRow[]): string | undefined {
  const name = variable.split("=", 1)[0] ?? variable;
  if (valueIn(later, name) === undefined) return variable;
  const value = valueIn(before, name);
  return value === undefined ? undefined : `${name}=${value}`;
}

/** The value that the last ENV of these rows gives a variable. */
function valueIn(rows: readonly SettingRow[], name: string): string | undefined {
  const setting = rows.findLast((row) => row.instruction === "ENV" && valueSet(row, name) !== undefined);
  return setting && valueSet(setting, name);
}
