import { useEffect, useState } from "react";
import type { Stack, Waste, WasteGroup } from "#contract/image.ts";
import type { Leftover } from "#contract/imageLeftovers.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { type FixedImage, type OfferedFix, offerDeadFix, offerLeftoverFix } from "../../state/waste/offeredFix.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";

export function useDeadFix(group: WasteGroup, waste: Waste, stack: Stack): OfferedFix | undefined {
  return useFix(stack, `${group.storedIn} ${group.hiddenBy} ${group.cause}`, (image) =>
    offerDeadFix(group, waste, image),
  );
}

export function useLeftoverFix(item: Leftover, stack: Stack): OfferedFix | undefined {
  return useFix(stack, `${item.code} ${item.path} ${item.layer}`, (image) => offerLeftoverFix(item, image));
}

/** The fix for the current text; undefined until one is known to exist. `of` tells what it is for. */
function useFix(
  stack: Stack,
  of: string,
  ask: (image: FixedImage) => Promise<OfferedFix | undefined>,
): OfferedFix | undefined {
  const content = useWorkspace((state) => state.content);
  const links = useLinks((state) => state.links);
  // The core knows more once its late part is loaded, and says so by another analysis.
  const analysis = useAnalysis();
  const [found, setFound] = useState<{ fix: OfferedFix | undefined; files: typeof content.files }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` stands for `ask`
  useEffect(() => {
    let isCurrent = analysis !== undefined;
    void ask({ content, stack, links }).then((fix) => isCurrent && setFound({ fix, files: content.files }));
    return () => {
      isCurrent = false;
    };
  }, [of, content, stack, links, analysis]);
  // One for another text would undo what was typed meanwhile.
  return found?.files === content.files ? found.fix : undefined;
}
