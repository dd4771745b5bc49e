import type { ContainerConfig } from "#contract/image.ts";

type Healthcheck = NonNullable<ContainerConfig["Healthcheck"]>;

/** How an instruction with these values is written so that it is read back as them. */
export const listText = (word: string, list: readonly string[]): string => `${word} ${JSON.stringify(list)}`;

export function pairsText(word: string, pairs: readonly (readonly [string, string])[]): string {
  return `${word} ${pairs.map(([name, value]) => `${name}=${valueText(value)}`).join(" ")}`;
}

/** A dollar must not be expanded once more, and a line must stay one. */
function valueText(value: string): string {
  if (/^[\w./:@%+,=-]+$/.test(value)) return value;
  return `"${value.replace(/[\\"$]/g, "\\$&").replace(/[\r\n]+/g, " ")}"`;
}

/** A script of several lines, or one that a Dockerfile would read otherwise, as a heredoc. */
export function runText(script: string): string {
  const isPlain = !/\n/.test(script) && !/<<-?\s*["']?\w/.test(script) && !script.endsWith("\\");
  if (isPlain) return `RUN ${script}`;
  const lines = script.replace(/\n$/, "").split("\n");
  let mark = "EOF";
  while (lines.includes(mark)) mark = `${mark}_`;
  return [`RUN <<${mark}`, ...lines, mark].join("\n");
}

/** Nanoseconds, as in the configuration. */
const seconds = (option: string, value: number | undefined): string[] =>
  value === undefined || value === 0 ? [] : [`--${option}=${value / 1e9}s`];

export function healthcheckText({ Test = [], ...options }: Healthcheck): string | undefined {
  const [kind, ...words] = Test;
  if (kind === "NONE") return "HEALTHCHECK NONE";
  if (kind !== "CMD" && kind !== "CMD-SHELL") return undefined;
  const command = kind === "CMD" ? JSON.stringify(words) : oneLine(words.join(" "));
  const flags = [
    ...seconds("interval", options.Interval),
    ...seconds("timeout", options.Timeout),
    ...seconds("start-period", options.StartPeriod),
    ...seconds("start-interval", options.StartInterval),
    ...(options.Retries ? [`--retries=${options.Retries}`] : []),
  ];
  return ["HEALTHCHECK", ...flags, "CMD", command].join(" ");
}

/** Text that somebody else wrote, on one line, without what a terminal or an editor would act on. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
}

/** A comment can't end early, and is never read as a directive. */
export const comment = (text: string): string => `# ${oneLine(text)}`;
