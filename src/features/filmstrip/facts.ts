import { CONFIG_KEYS } from "#contract/image.ts";
import type { StepSurroundings } from "#contract/stepState.ts";

/** What a line did to a fact. */
export type FactChange = "new" | "changed" | "removed";

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly change?: FactChange;
}

/** What holds at a step, and what its line changed of it. */
export interface Facts {
  readonly workdir: Fact;
  readonly user: Fact;
  /** The image's variables. */
  readonly env: readonly Fact[];
  /** The arguments in effect, which the image does not keep. */
  readonly args: readonly Fact[];
  /** What else the image would say of itself, as JSON. */
  readonly config: readonly Fact[];
}

/** They have places of their own. */
const SHOWN_APART: ReadonlySet<string> = new Set(["Env", "User", "WorkingDir"]);

/** `before` is what held at the step above; undefined for the first one, which changes nothing that anybody saw. */
export function factsOf(now: StepSurroundings, before: StepSurroundings | undefined): Facts {
  const compared = (name: string, value: string, old: string | undefined): Fact =>
    before !== undefined && old !== value ? { name, value, change: "changed" } : { name, value };
  return {
    workdir: compared("workdir", now.workdir, before?.workdir),
    user: compared("user", now.user, before?.user),
    env: changes(imageEnv(now), before && imageEnv(before)),
    args: changes(argsOf(now), before && argsOf(before)),
    config: changes(restOf(now), before && restOf(before)),
  };
}

type Values = ReadonlyMap<string, string>;

function imageEnv({ config }: StepSurroundings): Values {
  return new Map((config.Env ?? []).map(split));
}

function argsOf(state: StepSurroundings): Values {
  const kept = new Set(state.config.Env ?? []);
  return new Map(state.env.filter((entry) => !kept.has(entry)).map(split));
}

function restOf({ config }: StepSurroundings): Values {
  return new Map(
    CONFIG_KEYS.flatMap((key): [string, string][] => {
      const value = config[key];
      return value === undefined || value === null || SHOWN_APART.has(key) ? [] : [[key, JSON.stringify(value)]];
    }),
  );
}

function split(entry: string): [string, string] {
  const at = entry.indexOf("=");
  return at === -1 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
}

function changes(now: Values, before: Values | undefined): Fact[] {
  const there = [...now].map(([name, value]): Fact => {
    const old = before?.get(name);
    if (before === undefined || old === value) return { name, value };
    return { name, value, change: old === undefined ? "new" : "changed" };
  });
  const gone = [...(before ?? [])].flatMap(([name, value]): Fact[] =>
    now.has(name) ? [] : [{ name, value, change: "removed" }],
  );
  return [...there, ...gone];
}
