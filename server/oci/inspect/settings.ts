import { parseCreatedBy } from "./createdBy.ts";
import { type HistoryImage, matchHistory } from "./historyRows.ts";

/** A history row as far as it sets something. */
export interface SettingRow {
  /** In the history; −1 for a layer without a row. */
  readonly index: number;
  readonly layer?: number;
  /** Uppercase. */
  readonly instruction: string;
  readonly text: string;
}

/** The rows of an image's history, oldest first. */
export function settingRows(image: HistoryImage): SettingRow[] {
  return matchHistory(image).map(({ index, layer, entry }) => ({
    index,
    ...(layer !== undefined && { layer }),
    ...parseCreatedBy(entry.created_by ?? ""),
  }));
}

/** The value that a row's `NAME=value` pairs give a name. Values stand without quotes, so the next name ends one. */
export function valueSet({ text }: Pick<SettingRow, "text">, name: string): string | undefined {
  const start = ` ${text}`.indexOf(` ${name}=`);
  if (start === -1) return undefined;
  return text.slice(start + name.length + 1).replace(/ [A-Za-z_]\w*=.*$/s, "");
}
