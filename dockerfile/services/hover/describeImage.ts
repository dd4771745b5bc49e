import type { BaseImage } from "#contract/base.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";

const MAX_VARIABLES = 12;
const MAX_VALUE = 80;

/** An image in Markdown: its configuration, if known. */
export function describeImage(name: string, { baseImages }: LanguageEnvironment): string {
  if (name === "scratch") return "**scratch** An empty image: no files, no configuration.";
  const known = baseImages !== undefined && Object.hasOwn(baseImages, name) ? baseImages[name] : undefined;
  const parts = [
    `**Image ${name}**`,
    ...(known === undefined
      ? baseImages === undefined
        ? []
        : ["Not available locally. A build pulls it from the registry."]
      : [summaryOf(known), ...detailsOf(known)]),
  ];
  return parts.join("\n\n");
}

function summaryOf({ platform, size, layers, created }: BaseImage): string {
  const count = layers === 1 ? "1 layer" : `${layers} layers`;
  const day = created === undefined ? "" : `, created ${created.slice(0, 10)}`;
  return `${platform}, ${sizeText(size)} in ${count}${day}`;
}

/** Powers of 1000, as Docker counts. */
function sizeText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

function detailsOf({ config = {} }: BaseImage): readonly string[] {
  const { User, WorkingDir, Entrypoint, Cmd, Shell, ExposedPorts, Volumes, OnBuild, StopSignal, Env } = config;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["ENTRYPOINT", jsonOf(Entrypoint)],
    ["CMD", jsonOf(Cmd)],
    ["WORKDIR", WorkingDir],
    ["USER", User],
    ["EXPOSE", Object.keys(ExposedPorts ?? {}).join(" ")],
    ["VOLUME", Object.keys(Volumes ?? {}).join(" ")],
    ["STOPSIGNAL", StopSignal],
    ["SHELL", jsonOf(Shell)],
    ...(Env ?? []).slice(0, MAX_VARIABLES).map((pair) => ["ENV", cut(pair)] as const),
    ...(OnBuild ?? []).map((trigger) => ["ONBUILD", cut(trigger)] as const),
  ];
  const written = rows.flatMap(([word, value]) => (value ? [`${word} ${oneLine(value)}`] : []));
  return written.length === 0 ? [] : [`\`\`\`dockerfile\n${written.join("\n")}\n\`\`\``];
}

const jsonOf = (words: readonly string[] | null | undefined): string | undefined =>
  words && words.length > 0 ? JSON.stringify(words).replaceAll('","', '", "') : undefined;

/** What an image says of itself stays within its line, and within the block. */
const oneLine = (text: string): string => text.replaceAll(/[\s`]+/g, " ").trim();

const cut = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text);
