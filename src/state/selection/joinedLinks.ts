import type { PlannedStep } from "#contract/build.ts";
import type { Stack } from "#contract/image.ts";
import { type BuiltLink, builtLinks, type Link, linksOf, placed } from "./selectionLinks.ts";
import { type LineSpan, lineShift } from "./selectionShift.ts";

/** A build: its steps, and the text they belong to, if it is known. */
export interface BuiltSteps {
  readonly id: string;
  readonly text?: string | undefined;
  readonly steps: readonly PlannedStep[];
}

/** An image, and the build that made it, if it is known. */
export interface LinkedImage {
  readonly stack: Stack;
  readonly build?: BuiltSteps | undefined;
}

/**
 * The links of the build in the log and of the image in the stack, at their lines in the text `now`. Another build's image,
 * as after a failed build, is linked to the lines it was built from, and to a step of this build only if that has the same
 * lines: its ID means nothing.
 */
export function joinedLinks(
  build: BuiltSteps | undefined,
  image: LinkedImage | undefined,
  now: string | undefined,
): Link[] {
  const maker = image?.build;
  const toNow = lineShift(build?.text, now);
  if (!image) return build ? linksOf(build.steps, undefined, toNow) : [];
  if (!build) return linksOf(maker?.steps ?? [], image.stack, lineShift(maker?.text, now));
  if (maker?.id === build.id) return linksOf(build.steps, image.stack, toNow);

  const ofImage = builtLinks(maker?.steps ?? [], image.stack);
  const ofBuild = builtLinks(build.steps, undefined);
  const partners = partnersOf(ofImage, ofBuild, lineShift(maker?.text, build.text));
  const imageToNow = lineShift(maker?.text, now);
  const joined = ofBuild.map((link): Link => {
    const partner = partners.get(link.id);
    return placed(partner ? { ...link, rows: partner.rows, imageStep: partner.id } : link, toNow);
  });
  const taken = new Set([...partners.values()].map(({ id }) => id));
  const alone = ofImage
    .filter(({ id }) => !taken.has(id))
    .map((link) => placed({ ...link, id: `image:${link.id}` }, imageToNow));
  return [...joined, ...alone];
}

/** Which link of the image has the lines of which step, by the step's ID. Several at one place, as ONBUILD triggers, have none. */
function partnersOf(
  ofImage: readonly BuiltLink[],
  ofBuild: readonly BuiltLink[],
  shift: (built: LineSpan) => LineSpan | undefined,
): ReadonlyMap<string, BuiltLink> {
  const steps = onlyOnes(ofBuild, ({ built }) => built);
  const partners = new Map<string, BuiltLink>();
  for (const [place, link] of onlyOnes(ofImage, ({ built }) => shift(built))) {
    const step = steps.get(place);
    if (step) partners.set(step.id, link);
  }
  return partners;
}

/** Links that are the only ones of their instruction at their lines. */
function onlyOnes(
  links: readonly BuiltLink[],
  spanOf: (link: BuiltLink) => LineSpan | undefined,
): ReadonlyMap<string, BuiltLink> {
  const found = new Map<string, BuiltLink | undefined>();
  for (const link of links) {
    const span = spanOf(link);
    if (!span) continue;
    const place = `${link.instruction} ${span.start} ${span.end}`;
    found.set(place, found.has(place) ? undefined : link);
  }
  return new Map([...found].flatMap(([place, link]) => (link ? [[place, link] as const] : [])));
}
