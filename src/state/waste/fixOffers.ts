import { create } from "zustand";
import type { Stack, Waste, WasteGroup } from "#contract/image.ts";
import type { Leftover } from "#contract/imageLeftovers.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { useAnalysis } from "../language/analysis.ts";
import { useLinks } from "../selection/selectionLinked.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { type FixedImage, type OfferedFix, offerDeadFix, offerLeftoverFix } from "./offeredFix.ts";

type Files = WorkspaceContent["files"];

/** What was found for a subject, and the files it was found for. */
interface Offer {
  readonly fix: OfferedFix | undefined;
  readonly files: Files;
}

interface FixOffers {
  readonly image?: string;
  readonly offers: Readonly<Record<string, Offer | undefined>>;
}

/** The fixes that are known for an image, by what they are for. */
export const useFixOffers = create<FixOffers>(() => ({ offers: {} }));

/** The fix for the text as it is; one for another text would undo what was typed meanwhile. */
export function fixFor(subject: string, stack: Stack, files: Files): (state: FixOffers) => OfferedFix | undefined {
  return ({ image, offers }) => {
    const offer = image === stack.image ? offers[subject] : undefined;
    return offer?.files === files ? offer.fix : undefined;
  };
}

export const deadSubject = ({ storedIn, hiddenBy, cause }: WasteGroup): string =>
  `dead ${storedIn} ${hiddenBy} ${cause}`;
export const leftoverSubject = ({ code, path, layer }: Leftover): string => `leftover ${code} ${layer} ${path}`;

/** Keeps the fix for a part of the dead bytes up to date, until the function that it returns is called. */
export const watchDeadFix = (group: WasteGroup, waste: Waste, stack: Stack): (() => void) =>
  watch(deadSubject(group), stack, (image) => offerDeadFix(group, waste, image));

/** The same for what the image shows and does not need. */
export const watchLeftoverFix = (item: Leftover, stack: Stack): (() => void) =>
  watch(leftoverSubject(item), stack, (image) => offerLeftoverFix(item, image));

function watch(subject: string, stack: Stack, ask: (image: FixedImage) => Promise<OfferedFix | undefined>): () => void {
  let asked = 0;
  const update = async () => {
    asked += 1;
    const number = asked;
    const { content } = useWorkspace.getState();
    const fix = await ask({ content, stack, links: useLinks.getState().links });
    if (number === asked) put(stack.image, subject, { fix, files: content.files });
  };
  const ends = [
    useWorkspace.subscribe(({ content }, before) => content !== before.content && void update()),
    useLinks.subscribe(({ links }, before) => links !== before.links && void update()),
    // The core knows more once its late part is loaded, and says so by another analysis.
    useAnalysis.subscribe(() => void update()),
  ];
  void update();
  return () => {
    asked += 1;
    for (const end of ends) end();
  };
}

/** Nothing is kept of another image. */
function put(image: string, subject: string, offer: Offer): void {
  useFixOffers.setState((state) => ({
    image,
    offers: { ...(state.image === image && state.offers), [subject]: offer },
  }));
}
