import { parse } from "yaml";
import { DEFAULT_HADOLINT_CONFIG, type HadolintConfig, type LabelKind } from "./hadolintConfig.ts";

/** A configuration, or why the text is not one. */
export type HadolintConfigResult = { readonly config: HadolintConfig } | { readonly error: string };

type Settings = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<string, LabelKind>> = {
  text: "text",
  string: "text",
  url: "url",
  rfc3339: "rfc3339",
  timestamp: "rfc3339",
  semver: "semver",
  hash: "hash",
  spdx: "spdx",
  email: "email",
};
const THRESHOLDS = ["error", "warning", "info", "style", "ignore", "none"] as const;

/** Reads the text of a `.hadolint.yaml`. Keys that are about hadolint's own output are accepted and left alone. */
export function readHadolintConfig(text: string): HadolintConfigResult {
  try {
    const settings: unknown = parse(text) ?? {};
    if (!isSettings(settings)) throw new Wrong("It should hold keys such as ignored and override.");
    return { config: readSettings(settings) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: message.split("\n")[0] ?? message };
  }
}

class Wrong extends Error {}

function isSettings(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readSettings(settings: Settings): HadolintConfig {
  const override = settings.override ?? {};
  if (!isSettings(override)) throw new Wrong("override should hold lists named error, warning, info and style.");
  const threshold = settings["failure-threshold"] ?? DEFAULT_HADOLINT_CONFIG.failureThreshold;
  const failureThreshold = THRESHOLDS.find((each) => each === threshold);
  if (failureThreshold === undefined) throw new Wrong(`failure-threshold should be one of ${THRESHOLDS.join(", ")}.`);
  return {
    ignored: strings(settings, "ignored"),
    override: {
      error: strings(override, "error"),
      warning: strings(override, "warning"),
      info: strings(override, "info"),
      style: strings(override, "style"),
    },
    trustedRegistries: strings(settings, "trustedRegistries"),
    labelSchema: readSchema(settings["label-schema"] ?? {}),
    strictLabels: flag(settings, "strict-labels"),
    failureThreshold,
    noFail: flag(settings, "no-fail"),
    disableIgnorePragma: flag(settings, "disable-ignore-pragma"),
  };
}

/** A list of strings, or one string. */
function strings(settings: Settings, key: string): readonly string[] {
  const value = settings[key] ?? [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== "string") throw new Wrong(`${key} should be a list of strings.`);
    return item;
  });
}

function flag(settings: Settings, key: string): boolean {
  const value = settings[key] ?? false;
  if (typeof value !== "boolean") throw new Wrong(`${key} should be true or false.`);
  return value;
}

function readSchema(value: unknown): Readonly<Record<string, LabelKind>> {
  if (!isSettings(value))
    throw new Wrong("label-schema should map labels to text, url, rfc3339, semver, hash, spdx or email.");
  const entries = Object.entries(value).map(([label, kind]) => {
    const known = typeof kind === "string" ? KINDS[kind] : undefined;
    if (known === undefined) throw new Wrong(`label-schema: ${String(kind)} is no type of label.`);
    return [label, known] as const;
  });
  return Object.fromEntries(entries);
}
