import { z } from "zod";
import type { ContainerConfig } from "#contract/image.ts";
import { expressionSchema, matches } from "./authorValues.ts";
import { expressionText } from "./expressionText.ts";
import type { ImageFact } from "./facts.ts";
import { instructionPlace } from "./imageRows.ts";
import { failed, type Judgment } from "./judgment.ts";

const exactSchema = z.string().max(1000);
const portSchema = z
  .union([z.int().min(1).max(65_535), z.string().regex(/^\d{1,5}(\/(tcp|udp))?$/)])
  .describe("Such as 8000 or 53/udp.");
const wordsSchema = z.array(z.string()).max(100).nullable().describe("Exactly these words; null for none.");
const valuesSchema = z
  .record(z.string(), expressionSchema.nullable())
  .describe("Expressions by name; null: not there.");

/** What a check may say of an image's configuration. */
export const configSchemas = {
  user: exactSchema.optional(),
  root: z.boolean().optional().describe("Whether it starts as root."),
  env: valuesSchema.optional(),
  labels: valuesSchema.optional(),
  cmd: wordsSchema.optional(),
  entrypoint: wordsSchema.optional(),
  workdir: exactSchema.optional(),
  exposed: z.array(portSchema).optional(),
  volumes: z.array(exactSchema).optional(),
  healthcheck: z.boolean().optional(),
  stopSignal: exactSchema.optional(),
};

const configCheckSchema = z.object(configSchemas);
type ConfigCheck = z.infer<typeof configCheckSchema>;

type Wrong = (instruction: string, saw: string, wanted: string) => Judgment;

export function* judgeConfig(check: ConfigCheck, image: ImageFact): Generator<Judgment> {
  const config: ContainerConfig = image.detail.config.config ?? {};
  const wrong: Wrong = (instruction, saw, wanted) => failed(saw, wanted, instructionPlace(image.stack, instruction));
  yield* judgeUser(check, config, wrong);
  yield* judgeNamed(check.env, { what: "variable", values: readEnv(config), wrong, instruction: "ENV" });
  yield* judgeNamed(check.labels, { what: "label", values: config.Labels ?? {}, wrong, instruction: "LABEL" });
  yield* judgeCommands(check, config, wrong);
  yield* judgeListed(check.exposed?.map(portText), Object.keys(config.ExposedPorts ?? {}), (names) =>
    wrong("EXPOSE", `The image exposes ${names.saw}.`, `It exposes ${names.wanted}.`),
  );
  yield* judgeListed(check.volumes, Object.keys(config.Volumes ?? {}), (names) =>
    wrong("VOLUME", `The image has ${names.saw} as volumes.`, `It has ${names.wanted} as volumes.`),
  );
  yield* judgeHealthcheck(check.healthcheck, config, wrong);
}

function* judgeUser({ user: wanted, root }: ConfigCheck, { User = "" }: ContainerConfig, wrong: Wrong) {
  const saw = `The image starts as ${User === "" ? "root" : User}.`;
  if (wanted !== undefined && User !== wanted) yield wrong("USER", saw, `It starts as ${wanted}.`);
  if (root === undefined || isRoot(User) === root) return;
  yield wrong("USER", saw, root ? "It starts as root." : "It starts as a user that is not root.");
}

function* judgeCommands(check: ConfigCheck, config: ContainerConfig, wrong: Wrong) {
  for (const [instruction, wanted, words] of [
    ["CMD", check.cmd, config.Cmd],
    ["ENTRYPOINT", check.entrypoint, config.Entrypoint],
  ] as const) {
    if (wanted === undefined || JSON.stringify(words ?? []) === JSON.stringify(wanted ?? [])) continue;
    yield wrong(instruction, `Its ${instruction} is ${shown(words)}.`, `Its ${instruction} is ${shown(wanted)}.`);
  }
  const workdir = config.WorkingDir || "/";
  if (check.workdir !== undefined && trimmed(workdir) !== trimmed(check.workdir)) {
    yield wrong("WORKDIR", `Its working directory is ${workdir}.`, `Its working directory is ${check.workdir}.`);
  }
  const signal = config.StopSignal ?? "SIGTERM";
  if (check.stopSignal !== undefined && signal !== check.stopSignal) {
    yield wrong("STOPSIGNAL", `Its stop signal is ${signal}.`, `Its stop signal is ${check.stopSignal}.`);
  }
}

function* judgeHealthcheck(wanted: boolean | undefined, { Healthcheck }: ContainerConfig, wrong: Wrong) {
  const isChecked = Healthcheck?.Test !== undefined && Healthcheck.Test[0] !== "NONE";
  if (wanted === undefined || isChecked === wanted) return;
  const [saw, goal] = wanted ? ["no", "a"] : ["a", "no"];
  yield wrong("HEALTHCHECK", `The image has ${saw} health check.`, `It has ${goal} health check.`);
}

interface Named {
  readonly what: string;
  readonly values: Readonly<Record<string, string>>;
  readonly instruction: string;
  readonly wrong: Wrong;
}

function* judgeNamed(
  asked: Readonly<Record<string, string | null>> | undefined,
  { what, values, instruction, wrong }: Named,
): Generator<Judgment> {
  for (const [name, expression] of Object.entries(asked ?? {})) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      if (expression !== null)
        yield wrong(instruction, `The image has no ${what} ${name}.`, `It has a ${what} ${name}.`);
    } else if (expression === null) {
      yield wrong(instruction, `The image has a ${what} ${name}.`, `It has no ${what} ${name}.`);
    } else if (!matches(expression, value)) {
      yield wrong(
        instruction,
        `The ${what} ${name} is ${JSON.stringify(value)}.`,
        `Its value is like ${expressionText(expression)}.`,
      );
    }
  }
}

/** All that are wanted are there; others may be. */
function* judgeListed(
  wanted: readonly string[] | undefined,
  there: readonly string[],
  wrong: (names: { readonly saw: string; readonly wanted: string }) => Judgment,
): Generator<Judgment> {
  if (wanted === undefined || wanted.every((name) => there.includes(name))) return;
  yield wrong({ saw: there.length === 0 ? "nothing" : there.join(", "), wanted: wanted.join(", ") });
}

function readEnv({ Env }: ContainerConfig): Record<string, string> {
  const pairs = (Env ?? []).map((pair) => {
    const at = pair.indexOf("=");
    return at === -1 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

function isRoot(user: string): boolean {
  const [name] = user.split(":");
  return name === "" || name === "root" || name === "0";
}

function portText(port: string | number): string {
  return `${port}`.includes("/") ? `${port}` : `${port}/tcp`;
}

function shown(words: readonly string[] | null | undefined): string {
  return words === null || words === undefined || words.length === 0 ? "not set" : JSON.stringify(words);
}

const trimmed = (path: string): string => (path === "/" ? path : path.replace(/\/+$/, ""));
