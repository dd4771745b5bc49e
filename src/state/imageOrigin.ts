import { create } from "zustand";
import type { Digest } from "#contract/names/digest.ts";
import { isShallowEqual } from "../lib/isShallowEqual.ts";
import { useBuild } from "./build/build.ts";
import { type BuildState, isBusy } from "./build/buildState.ts";
import { useEarlierBuild } from "./build/earlierBuild.ts";
import { useImage } from "./image/image.ts";
import { useOpenedImage } from "./images/openedImage.ts";
import { useLinks } from "./selection/selectionLinked.ts";
import type { Link } from "./selection/selectionLinks.ts";

/** Why the image on the screen is not what the person would take it for: not the last build's, or of another text. */
export type OriginReason = Exclude<BuildState["phase"], "idle" | "done"> | "other-text";

interface ImageOrigin {
  readonly reason?: OriginReason;
  /** When the image on the screen was built, milliseconds since the epoch; undefined if this page did not see it. */
  readonly builtAt?: number;
}

/** Milliseconds a build runs before the panes of the image say so: most are over by then, and nothing flickers. */
const AFTER_MS = 400;

export const useImageOrigin = create<ImageOrigin>(() => ({}));

/** Call once: keeps `useImageOrigin` in sync. Returns a stop function. */
export function startImageOrigin(): () => void {
  const builtAt = new Map<Digest, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    const { build } = useBuild.getState();
    const { shown } = useImage.getState();
    if (build.phase === "done") builtAt.set(build.image.id, build.finishedAt);
    // A person who opened an earlier build, or an image, knows that it is another; its own line says so.
    const isEarlier = build.phase === "done" && useEarlierBuild.getState().opened !== undefined;
    const isKnown = isEarlier || useOpenedImage.getState().opened !== undefined;
    const reason = shown === undefined || isKnown ? undefined : originReason(build, useLinks.getState());
    const time = shown && builtAt.get(shown);
    const next = { ...(reason && { reason }), ...(time !== undefined && { builtAt: time }) };
    clearTimeout(timer);
    // Links change with every keystroke.
    if (isShallowEqual(useImageOrigin.getState(), next)) return;
    const isNews = useImageOrigin.getState().reason === undefined && isBusy(build);
    if (isNews) timer = setTimeout(() => useImageOrigin.setState(next, true), AFTER_MS);
    else useImageOrigin.setState(next, true);
  };
  const ends = [
    useBuild.subscribe(({ build }, before) => build.phase !== before.build.phase && update()),
    useImage.subscribe(({ shown }, before) => shown !== before.shown && update()),
    useLinks.subscribe(({ links }, before) => links !== before.links && !isBusy(useBuild.getState().build) && update()),
  ];
  update();
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

type Linked = Pick<ReturnType<typeof useLinks.getState>, "links" | "knowsImageText">;

/** Undefined if the image is the last build's, and the Dockerfile still has something of what it was built from. */
export function originReason(build: BuildState, linked: Linked): OriginReason | undefined {
  if (build.phase !== "done" && build.phase !== "idle") return build.phase;
  return linked.knowsImageText && isOfOtherText(linked.links) ? "other-text" : undefined;
}

/** Many Dockerfiles have the same FROM: it counts only if there is nothing else. */
function isOfOtherText(links: readonly Link[]): boolean {
  const ofImage = links.filter(({ imageStep, rows }) => imageStep !== undefined && rows.length > 0);
  const own = ofImage.filter(({ instruction }) => instruction !== "FROM");
  const telling = own.length > 0 ? own : ofImage;
  return telling.length > 0 && telling.every(({ lines }) => lines === undefined);
}
