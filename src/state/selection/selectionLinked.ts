import { create } from "zustand";
import type { LiveStep } from "#contract/buildProgress.ts";
import { useBuild } from "../build/build.ts";
import { type BuildRun, type BuildState, runOf } from "../build/buildState.ts";
import { useEditor } from "../editor/editor.ts";
import { shownStack, useImage } from "../image/image.ts";
import { type LineNote, lineNotes } from "./buildLineNotes.ts";
import { imageMaker, type MadeImages, rememberMade } from "./imageMaker.ts";
import { type BuiltSteps, joinedLinks } from "./joinedLinks.ts";
import { type PlacedFailure, placedFailure } from "./placedFailure.ts";
import { hoverLink, selectLinkOfCursor, type useSelection } from "./selection.ts";
import { type Link, linkAtLine } from "./selectionLinks.ts";
import { type LineSpan, lineShift } from "./selectionShift.ts";

interface LinkStore {
  readonly links: readonly Link[];
  readonly notes: readonly LineNote[];
  /** The steps of the build that made the image on the screen; none if they are not known. */
  readonly imageSteps: readonly LiveStep[];
  /** True if a link without lines was edited; otherwise nobody knows what its lines were. */
  readonly knowsImageText: boolean;
  /** Why the last build failed, unless the text no longer says what failed. */
  readonly failure?: PlacedFailure;
}

const NO_STEPS: readonly LiveStep[] = [];

/** The current links between lines, steps, and rows, and the notes beside the lines. */
export const useLinks = create<LinkStore>(() => ({
  links: [],
  notes: [],
  imageSteps: NO_STEPS,
  knowsImageText: false,
}));

/** How the links follow the text of the Dockerfile. */
export interface TextSource {
  /** The passwords in its URLs are masked, as in the text that was built. */
  readonly get: () => string | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Call once: keeps the links in sync with build, image, text, and cursor. Returns a stop function. */
export function connectLinks(text: TextSource): () => void {
  let made: MadeImages = [];
  const update = () => {
    const { build } = useBuild.getState();
    made = rememberMade(made, build);
    useLinks.setState(linked(build, made, text.get()), true);
  };
  const ends = [
    useBuild.subscribe(({ build }, before) => {
      if (runOf(build)?.steps !== runOf(before.build)?.steps || build.phase !== before.build.phase) update();
    }),
    useImage.subscribe((now, before) => {
      if (shownStack(now) !== shownStack(before)) update();
    }),
    text.subscribe(update),
    useEditor.subscribe(({ cursor, openPath }, before) => {
      if (cursor.line === before.cursor.line || openPath !== undefined) return;
      selectLinkOfCursor(linkAtLine(useLinks.getState().links, cursor.line)?.id);
    }),
  ];
  update();
  return () => {
    for (const end of ends) end();
  };
}

function linked(build: BuildState, made: MadeImages, now: string | undefined): LinkStore {
  const stack = shownStack(useImage.getState());
  const maker = stack && imageMaker(stack, made);
  const run = runOf(build);
  // A build without steps, not yet or because it failed early, has nothing to link: the image has.
  const logged = run && run.steps.length > 0 ? builtSteps(run) : undefined;
  const noted = logged ?? maker;
  const failure = placedFailure(build, lineShift(run?.source?.dockerfileText, now));
  return {
    links: joinedLinks(logged, stack && { stack, build: maker }, now),
    notes: lineNotes(noted?.steps ?? [], noted?.id === maker?.id ? stack : undefined, lineShift(noted?.text, now)),
    imageSteps: maker?.steps ?? NO_STEPS,
    knowsImageText: maker?.text !== undefined && now !== undefined,
    ...(failure && { failure }),
  };
}

function builtSteps({ id, source, steps }: BuildRun): BuiltSteps & { readonly steps: readonly LiveStep[] } {
  return { id, text: source?.dockerfileText, steps };
}

/** The pointer is on a line of the Dockerfile, or left it. */
export function hoverLine(line: number | undefined): void {
  hoverLink(line === undefined ? undefined : linkAtLine(useLinks.getState().links, line)?.id);
}

export interface LitLines {
  readonly hovered?: LineSpan;
  readonly selected?: LineSpan;
}

/** The lines to highlight in the editor. */
export function litLines(
  links: readonly Link[],
  { hovered, selected }: ReturnType<typeof useSelection.getState>,
): LitLines {
  const linesOf = (id: string | undefined) =>
    id === undefined ? undefined : links.find((one) => one.id === id)?.lines;
  const over = linesOf(hovered);
  const chosen = linesOf(selected);
  return { ...(over ? { hovered: over } : {}), ...(chosen ? { selected: chosen } : {}) };
}
