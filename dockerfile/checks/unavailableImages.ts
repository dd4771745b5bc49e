import type { Diagnostic, Fix } from "#contract/diagnostic.ts";
import { parseReference } from "#contract/names/reference.ts";
import type { Range } from "#contract/range.ts";
import type { ResolvedStages } from "../stages/resolveStages.ts";
import { nearestOption } from "../syntax/suggestion.ts";

/** An image that is not stored, and what is known of its repository's tags. */
export interface UnavailableImage {
  /** The registry does not list the tag, or did not answer. */
  readonly why: "no-such-tag" | "no-answer";
  /** Of the registry; else those that are stored. */
  readonly tags: readonly string[];
}

export interface ImagesKnown {
  /** By their names as the builder looks for them. */
  readonly unavailable?: Readonly<Record<string, UnavailableImage>>;
  /** Names of images that need no network. */
  readonly stored?: readonly string[];
}

const MAX_FIXES = 3;

/** Images that a build will not find, or not without the network, with what it could take instead. */
export function unavailableImages(resolved: ResolvedStages, known: ImagesKnown): readonly Diagnostic[] {
  const { unavailable = {} } = known;
  const named = resolved.stages.flatMap(({ base, stage: { from }, sources }) => [
    { base, word: from.image },
    ...sources.flatMap(({ instruction, mount, base: source }) =>
      instruction.name === "COPY" && mount === undefined && instruction.from !== undefined
        ? [{ base: source, word: instruction.from }]
        : [],
    ),
  ]);
  return named.flatMap(({ base, word }): readonly Diagnostic[] => {
    if (base.kind !== "image" || !Object.hasOwn(unavailable, base.name)) return [];
    const image = unavailable[base.name];
    // A name with a variable in it is not the place to change.
    const range = word.raw === base.name ? word.range : undefined;
    return image === undefined ? [] : [finding(base.name, image, known.stored ?? [], word.range, range)];
  });
}

function finding(
  name: string,
  { why, tags }: UnavailableImage,
  stored: readonly string[],
  range: Range,
  fixable: Range | undefined,
): Diagnostic {
  const parsed = parseReference(name);
  const tag = parsed.ok ? (parsed.reference.tag ?? "latest") : "";
  const repository = name.endsWith(`:${tag}`) ? name.slice(0, -tag.length - 1) : name;
  const near = why === "no-such-tag" ? nearestOption(tag, tags) : undefined;
  const others = tags.filter((each) => each !== near).map((each) => `${repository}:${each}`);
  const inRepository = near === undefined ? others : [`${repository}:${near}`, ...others];
  const offered = (why === "no-answer" ? [...inRepository, ...stored] : inRepository).slice(0, MAX_FIXES);
  const fixes = fixable === undefined ? [] : offered.map((each): Fix => useInstead(each, fixable));
  return {
    range,
    severity: why === "no-such-tag" ? "warning" : "info",
    code: "image",
    source: "strata",
    message:
      why === "no-such-tag"
        ? `The registry of ${repository} lists no tag ${tag}.`
        : `${name} is not stored on this server, and its registry lists no tags: a build may not be able to pull it.`,
    next: nextOf(why, near && `${repository}:${near}`, offered),
    ...(fixes.length > 0 && { fixes }),
  };
}

function useInstead(image: string, range: Range): Fix {
  return { title: `Use ${image}`, edits: [{ range, newText: image }] };
}

function nextOf(why: UnavailableImage["why"], near: string | undefined, offered: readonly string[]): string {
  if (near !== undefined) return `Did you mean ${near}?`;
  if (offered.length === 0) return "Check its name, and that this server reaches the registry.";
  return why === "no-such-tag" ? `It has ${offered.join(", ")}.` : `Without a network there is ${offered.join(", ")}.`;
}
