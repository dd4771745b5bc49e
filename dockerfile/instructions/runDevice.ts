import { nearestOption, withSuggestion } from "../syntax/suggestion.ts";
import { csvFields } from "./csvFields.ts";
import { parseGoBoolean } from "./goBoolean.ts";

/** Why the value of `RUN --device=` can't be read (BuildKit's `ParseDevice`); undefined if it can. */
export function deviceError(value: string): string | undefined {
  const fields = csvFields(value);
  if ("error" in fields) return `failed to parse csv devices: ${fields.error}`;
  let name = "";
  for (const field of fields) {
    const [key = "", setting] = cutAtEquals(field);
    if (key === "name" && setting !== undefined) {
      if (name !== "") return `device name already set to ${name}`;
      name = setting;
    } else if (key === "required") {
      if (setting !== undefined && parseGoBoolean(setting) === undefined) return `invalid value for ${key}: ${setting}`;
    } else if (name === "") {
      name = field;
    } else if (setting === undefined) {
      return `invalid field '${field}' must be a key=value pair`;
    } else {
      return withSuggestion(`unexpected key '${key}' in '${field}'`, nearestOption(key, ["name", "required"]));
    }
  }
  return undefined;
}

function cutAtEquals(field: string): readonly [key: string, setting: string | undefined] {
  const cut = field.indexOf("=");
  return cut === -1 ? [field.toLowerCase(), undefined] : [field.slice(0, cut).toLowerCase(), field.slice(cut + 1)];
}
