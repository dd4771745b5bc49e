import { useEffect, useState } from "react";
import type { Stack, Waste, WasteGroup } from "#contract/image.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { type OfferedFix, offerDeadFix } from "../../state/waste/offeredFix.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";

interface FixSubject {
  readonly group: WasteGroup;
  readonly waste: Waste;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

/** The fix for a part of the dead bytes, for the current text; undefined until one is known to exist. */
export function useDeadFix({ group, waste, stack, links }: FixSubject): OfferedFix | undefined {
  const content = useWorkspace((state) => state.content);
  // The core knows more once its late part is loaded, and says so by another analysis.
  const analysis = useAnalysis();
  const [found, setFound] = useState<{ fix: OfferedFix | undefined; files: typeof content.files }>();
  useEffect(() => {
    let isCurrent = analysis !== undefined;
    void offerDeadFix(group, waste, { content, stack, links }).then(
      (fix) => isCurrent && setFound({ fix, files: content.files }),
    );
    return () => {
      isCurrent = false;
    };
  }, [group, waste, content, stack, links, analysis]);
  return found?.files === content.files ? found.fix : undefined;
}
