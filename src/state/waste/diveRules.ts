import type { Efficiency } from "#contract/imageLeftovers.ts";

/** A threshold of dive's, and how the image stands to it. Words are made of it elsewhere. */
export interface DiveRule {
  readonly name: RuleName;
  /** As it is written; the default if it is not. */
  readonly threshold: string;
  readonly isDefault: boolean;
  readonly outcome: "passed" | "failed" | "disabled" | "unreadable";
}

type RuleName = keyof typeof DEFAULTS;

/** dive's own, for what its file does not say. */
const DEFAULTS = {
  lowestEfficiency: "0.9",
  highestWastedBytes: "disabled",
  highestUserWastedPercent: "0.1",
} as const;

const NAMES = ["lowestEfficiency", "highestWastedBytes", "highestUserWastedPercent"] as const;

/** Later versions of dive write its keys so. */
const LATER: Readonly<Record<string, RuleName>> = {
  "lowest-efficiency-threshold": "lowestEfficiency",
  "lowest-efficiency": "lowestEfficiency",
  "highest-wasted-bytes": "highestWastedBytes",
  "highest-user-wasted-percent": "highestUserWastedPercent",
};

/** What dive would say of an image with the rules of a `.dive-ci`. */
export function diveRules(text: string, efficiency: Efficiency): DiveRule[] {
  const written = readRules(text);
  return NAMES.map((name): DiveRule => {
    const threshold = written.get(name) ?? DEFAULTS[name];
    return { name, threshold, isDefault: !written.has(name), outcome: outcomeOf(name, threshold, efficiency) };
  });
}

/** The keys and values of the file, which is YAML of one level under `rules`; anything else in it is no rule. */
function readRules(text: string): Map<RuleName, string> {
  const rules = new Map<RuleName, string>();
  for (const line of text.slice(0, 100_000).split(/\r?\n/)) {
    const { key, value = "" } = /^\s*["']?(?<key>[\w-]+)["']?\s*:(?:\s+(?<value>.*))?$/.exec(line)?.groups ?? {};
    const name = NAMES.find((known) => known === key) ?? LATER[key ?? ""];
    if (name !== undefined) rules.set(name, scalarOf(value));
  }
  return rules;
}

function scalarOf(text: string): string {
  const quoted = /^(["'])(?<inner>.*?)\1/.exec(text.trim())?.groups?.inner;
  return quoted ?? text.replace(/(^|\s)#.*$/, "").trim();
}

function outcomeOf(name: RuleName, threshold: string, efficiency: Efficiency): DiveRule["outcome"] {
  if (["", "disabled", "off", "false"].includes(threshold.trim().toLowerCase())) return "disabled";
  const limit = name === "highestWastedBytes" ? bytesIn(threshold) : ratioIn(threshold);
  if (limit === undefined) return "unreadable";
  return isBroken(name, limit, efficiency) ? "failed" : "passed";
}

function isBroken(name: RuleName, limit: number, { efficiency, wastedBytes, userWastedPercent }: Efficiency): boolean {
  switch (name) {
    case "lowestEfficiency":
      return limit > efficiency;
    case "highestWastedBytes":
      return wastedBytes > limit;
    case "highestUserWastedPercent":
      return (userWastedPercent ?? 0) > limit;
  }
}

function ratioIn(text: string): number | undefined {
  const ratio = Number(text);
  return text.trim() !== "" && ratio >= 0 && ratio <= 1 ? ratio : undefined;
}

const PREFIXES: readonly string[] = ["", "k", "m", "g", "t", "p", "e"];
const SIZE = /^(?<number>[\d.,]+)\s*(?:(?<prefix>[ac-z])(?<binary>i?))?b?$/;

/** "20MB" are decimal, "20MiB" binary. */
function bytesIn(text: string): number | undefined {
  const { number, prefix = "", binary } = SIZE.exec(text.trim().toLowerCase())?.groups ?? {};
  const value = Number(number?.replaceAll(",", ""));
  const power = PREFIXES.indexOf(prefix);
  if (number === undefined || Number.isNaN(value) || power === -1) return undefined;
  return Math.floor(value * (binary ? 1024 : 1000) ** power);
}
