import { outlookReason } from "#contract/assignmentWords.ts";
import type { BuilderOutlook } from "#contract/builderChoice.ts";
import { ANY_BUILDKIT, AUTO_BUILDER, type BuilderDescription, type Health } from "#contract/health.ts";
import { messages as texts } from "./messages.ts";

const messages = texts.builders;

/** A row of the list: what is chosen, and what it means. */
export interface BuilderChoice {
  readonly value: string;
  readonly name: string;
  /** One line each. */
  readonly lines: readonly string[];
  /** Why it can't be used now. */
  readonly trouble?: string;
}

interface Known {
  /** What the room has for those who choose none. */
  readonly ofClass?: string | undefined;
  /** Of the chosen one. */
  readonly outlook?: BuilderOutlook | undefined;
}

/**
 * Everything a workspace can be set to: the server's choice first, then each builder, and what was chosen though it is gone.
 */
export function builderChoices(
  { builders }: Health,
  chosen: string,
  { ofClass, outlook }: Known = {},
): BuilderChoice[] {
  const reason = chosen === AUTO_BUILDER && outlook?.assignment ? outlookReason(outlook.assignment) : undefined;
  const ofBuildKit = builders.filter(({ kind }) => kind === "buildkit");
  const choices = [
    {
      value: AUTO_BUILDER,
      name: messages.auto,
      lines: [messages.autoDetail, ...(reason === undefined ? [] : [reason])],
    },
    ...builders.map(builderChoice),
    ...(ofBuildKit.length > 1 ? [{ value: ANY_BUILDKIT, name: messages.any, lines: [messages.anyDetail] }] : []),
  ];
  const gone = choices.some(({ value }) => value === chosen)
    ? []
    : [{ value: chosen, name: chosen, lines: [], trouble: messages.gone }];
  return [...choices, ...gone].map((choice) =>
    choice.value === ofClass ? { ...choice, lines: [messages.ofClass, ...choice.lines] } : choice,
  );
}

function builderChoice(builder: BuilderDescription): BuilderChoice {
  const { id, available, reason, run, runReason, setAside } = builder;
  const away = [reason ?? messages.away, ...(setAside === true ? [messages.setAside] : [])].join(" ");
  const trouble = available ? undefined : away;
  const noRun = available && !run ? (runReason ?? messages.noRun) : undefined;
  const said = trouble ?? noRun;
  return { value: id, name: id, lines: linesOf(builder), ...(said !== undefined && { trouble: said }) };
}

function linesOf({ kind, driver, nodes = [], platforms, load }: BuilderDescription): string[] {
  const version = nodes.find((node) => node.version !== undefined)?.version;
  const what = kind === "embedded" ? messages.embedded : messages.buildkit(version, driver);
  const many = nodes.length > 1 ? messages.nodes(nodes.filter(({ available }) => available).length, nodes.length) : [];
  const busy = load === undefined ? [] : messages.load(load.running, load.most);
  return [[what, many, busy].flat().join(" · "), platformsText(platforms)].filter((line) => line !== "");
}

/** "linux/amd64 (v2, v3), linux/386": those of one CPU together. */
function platformsText(platforms: readonly string[]): string {
  const variants = new Map<string, string[]>();
  for (const platform of platforms) {
    const [os = "", architecture = "", variant] = platform.split("/");
    const base = `${os}/${architecture}`;
    const known = variants.get(base) ?? [];
    variants.set(base, variant === undefined ? known : [...known, variant]);
  }
  return [...variants].map(([base, known]) => (known.length === 0 ? base : `${base} (${known.join(", ")})`)).join(", ");
}
