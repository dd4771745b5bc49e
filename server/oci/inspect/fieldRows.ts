import type { FieldRow } from "#contract/imageFields.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { type SettingRow, settingRows } from "./settings.ts";

/** The fields of `Config` that one instruction sets as a whole. */
const WHOLE = [
  ["Cmd", "CMD"],
  ["Entrypoint", "ENTRYPOINT"],
  ["User", "USER"],
  ["WorkingDir", "WORKDIR"],
  ["StopSignal", "STOPSIGNAL"],
  ["Shell", "SHELL"],
  ["Healthcheck", "HEALTHCHECK"],
] as const;

/** Most ports of one EXPOSE. */
const MAX_PORTS = 65_536;

type Rows = ReadonlyMap<string, SettingRow>;

/** Which history row set which field of `docker image inspect`, as far as the history tells: the last that did. */
export function fieldRows(image: Pick<InspectedImage, "config" | "layers" | "baseLayers" | "provenance">): FieldRow[] {
  const rows = settingRows(image);
  const { config = {}, author, rootfs } = image.config;
  const words = byKey(rows, ({ instruction }) => [instruction]);
  const layers = byKey(rows, ({ layer }) => (layer === undefined ? [] : [`${layer}`]));
  const whole = WHOLE.filter(([field]) => isSet(config[field]));
  const variables = (config.Env ?? []).map((variable) => variable.split("=", 1)[0] ?? "");
  return [
    ...whole.flatMap(([field, word]) => found(["Config", field], words.get(word))),
    ...eachOf(["Config", "Env"], variables, byKey(of(rows, "ENV"), namesSet)),
    ...eachOf(["Config", "Labels"], Object.keys(config.Labels ?? {}), byKey(of(rows, "LABEL"), namesSet)),
    ...eachOf(["Config", "ExposedPorts"], Object.keys(config.ExposedPorts ?? {}), byKey(of(rows, "EXPOSE"), portsOf)),
    ...eachOf(["Config", "Volumes"], Object.keys(config.Volumes ?? {}), byKey(of(rows, "VOLUME"), wordsOf)),
    ...(config.OnBuild ?? []).flatMap((trigger, index) =>
      found(
        ["Config", "OnBuild", `${index}`],
        rows.findLast(({ instruction, text }) => instruction === "ONBUILD" && text === trigger),
      ),
    ),
    ...eachOf(["RootFS", "Layers"], [...rootfs.diff_ids.keys()].map(String), layers),
    ...(isSet(author) ? found(["Author"], words.get("MAINTAINER")) : []),
  ];
}

function eachOf(field: readonly string[], names: readonly string[], rows: Rows): FieldRow[] {
  return names.flatMap((name) => found([...field, name], rows.get(name)));
}

function found(field: string[], row: SettingRow | undefined): FieldRow[] {
  return row === undefined || row.index < 0 ? [] : [{ field, row: row.index }];
}

function of(rows: readonly SettingRow[], instruction: string): SettingRow[] {
  return rows.filter((row) => row.instruction === instruction);
}

/** The last row for each key. One pass over the rows: whoever wrote the image decides how many there are. */
function byKey(rows: readonly SettingRow[], keysOf: (row: SettingRow) => Iterable<string>): Rows {
  const last = new Map<string, SettingRow>();
  for (const row of rows) for (const key of keysOf(row)) last.set(key, row);
  return last;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** The names of a row's `NAME=value` pairs. Values stand without quotes: a name within one counts, too. */
function namesSet({ text }: SettingRow): string[] {
  return [...text.matchAll(/(?:^| )([^\s=]+)=/g)].map(([, name = ""]) => name);
}

/** `EXPOSE 80` exposes `80/tcp`, and `EXPOSE 80-82` three ports. */
function* portsOf(row: SettingRow): Generator<string> {
  let left = MAX_PORTS;
  for (const word of wordsOf(row)) {
    const [range = "", protocol = "tcp"] = word.split("/");
    const [first = "", end = first] = range.split("-");
    for (let port = Number(first); port <= Number(end) && left > 0; port++, left--) yield `${port}/${protocol}`;
  }
}

/** The words of a list as builders print it: `80/tcp 81/tcp`, `[/data /logs]`, `["/data"]`. */
function wordsOf({ text }: SettingRow): string[] {
  const list = text.replace(/^\[(.*)\]$/s, "$1");
  return list.split(/[\s,]+/).map((word) => word.replace(/^"(.*)"$/, "$1"));
}
