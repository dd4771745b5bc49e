import type { ContainerConfig, HistoryEntry, ImageConfig } from "#contract/image.ts";
import { matchHistory } from "./historyRows.ts";
import { comment, healthcheckText, listText, pairsText } from "./instructionText.ts";
import { FIRST_STATE, type RowState, rowInstruction, splitPair } from "./rowInstruction.ts";

/** The image that another one was probably made from. */
export interface ProbableBase {
  readonly name: string;
  /** The number of its layers. */
  readonly layers: number;
  readonly config: ImageConfig;
}

/** UTF-16 code units: histories may have megabytes. */
const MAX_TEXT = 500_000;
/** What builders set if nothing does. */
const STANDARD_PATH = /^PATH=\/usr\/local\/sbin:\/usr\/local\/bin:\/usr\/sbin:\/usr\/bin:\/sbin:\/bin$/;

const HEADER = [
  "# Reconstructed from the history of an image. This is not the original: a history does not tell",
  "# stages, mounts, comments, or what the files were that COPY and ADD took.",
];

/**
 * A Dockerfile that the image may have been built with, as far as its history and configuration tell. What they don't
 * tell, comments say. At most half a million characters.
 */
export function reconstructDockerfile(config: ImageConfig, base?: ProbableBase): string {
  const settings = config.config ?? {};
  const rows = ownRows(config, base);
  const lines = [...HEADER, ...fromLines(base)];
  const lastCheck = rows.findLastIndex(({ entry }) => entry.created_by?.includes("HEALTHCHECK") === true);
  const words = new Set<string>();
  let state: RowState = FIRST_STATE;
  let left = MAX_TEXT;
  for (const [index, { entry, layer }] of rows.entries()) {
    const row = rowInstruction(entry.created_by ?? "", settings, state);
    state = row.state;
    if (row.word !== undefined) words.add(row.word);
    const exact = row.word === "HEALTHCHECK" && index === lastCheck ? exactHealthcheck(settings) : undefined;
    const own = exact ?? (row.word === undefined ? unexplained(entry, layer !== undefined) : row.lines);
    left -= own.reduce((sum, line) => sum + line.length + 1, 0);
    if (left < 0) {
      lines.push(comment(`The history has ${rows.length - index} more rows. They are left out here.`));
      break;
    }
    lines.push(...own);
  }
  return `${[...lines, ...settingLines(settings, words, base)].join("\n")}\n`;
}

function fromLines(base: ProbableBase | undefined): string[] {
  if (base === undefined) {
    return [
      comment("The base is unknown: no image at hand has the same first layers, so all of them are below."),
      "FROM scratch",
    ];
  }
  return [comment("The base is a guess: the largest image at hand that this one starts with."), `FROM ${base.name}`];
}

function ownRows(config: ImageConfig, base: ProbableBase | undefined) {
  const matched = matchHistory({
    config,
    layers: config.rootfs.diff_ids,
    baseLayers: base?.layers ?? 0,
    ...(base !== undefined && { baseHistory: sameRows(config.history ?? [], base.config.history ?? []) }),
    provenance: [],
  });
  return matched.filter((row) => !row.base);
}

/** The rows that both start with. */
function sameRows(rows: readonly HistoryEntry[], of: readonly HistoryEntry[]): number {
  const differs = of.findIndex(({ created_by: made }, index) => made !== rows[index]?.created_by);
  return differs === -1 ? of.length : differs;
}

function unexplained({ created_by: made = "", comment: said = "" }: HistoryEntry, isLayer: boolean): string[] {
  const words = [made, said].filter((part) => part.trim() !== "").join("; ");
  if (words === "") return isLayer ? [comment("A layer is here that the history does not explain.")] : [];
  return [
    comment(
      `${isLayer ? "A layer is here that no instruction made" : "A row that is no instruction"}: ${words.slice(0, 2000)}`,
    ),
  ];
}

function exactHealthcheck({ Healthcheck: check }: ContainerConfig): string[] | undefined {
  const text = check && healthcheckText(check);
  return text === undefined ? undefined : [text];
}

/** Tools that write no rows set these only in the configuration. */
function settingLines(settings: ContainerConfig, words: ReadonlySet<string>, base: ProbableBase | undefined): string[] {
  const before = base?.config.config ?? {};
  const isNew = (word: string, of: (config: ContainerConfig) => unknown) =>
    !words.has(word) && JSON.stringify(of(settings) ?? null) !== JSON.stringify(of(before) ?? null);
  const env = (settings.Env ?? []).filter((pair) => !STANDARD_PATH.test(pair) && !before.Env?.includes(pair));
  const lines = [
    ...(!words.has("ENV") && env.length > 0 ? [pairsText("ENV", env.map(splitPair))] : []),
    ...(isNew("EXPOSE", (of) => of.ExposedPorts)
      ? [`EXPOSE ${Object.keys(settings.ExposedPorts ?? {}).join(" ")}`]
      : []),
    ...(isNew("VOLUME", (of) => of.Volumes) ? [listText("VOLUME", Object.keys(settings.Volumes ?? {}))] : []),
    ...(isNew("WORKDIR", (of) => of.WorkingDir) ? [`WORKDIR ${settings.WorkingDir}`] : []),
    ...(isNew("USER", (of) => of.User) ? [`USER ${settings.User}`] : []),
    ...(isNew("ENTRYPOINT", (of) => of.Entrypoint) ? [listText("ENTRYPOINT", settings.Entrypoint ?? [])] : []),
    ...(isNew("CMD", (of) => of.Cmd) ? [listText("CMD", settings.Cmd ?? [])] : []),
  ].filter((line) => !/ (?:undefined|\[\])?$/.test(line));
  return lines.length === 0
    ? []
    : [comment("The configuration has this, too. No row of the history set it."), ...lines];
}
