import { useEffect, useMemo, useState } from "react";
import type { Stack, Waste, WasteGroup } from "#contract/image.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import { loadLayerFiles, shownFacts, useImage } from "../../state/image/image.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { askLanguageCore } from "../../state/language/languageCore.ts";
import type { Link } from "../../state/selection/selectionLinks.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { type FixedFile, fixedFiles } from "./fixedFiles.ts";
import { fixRequest, savedBytes } from "./fixRequest.ts";

/** A fix that is ready to be shown and applied. */
export interface OfferedFix {
  readonly fix: DeadFix;
  readonly files: readonly FixedFile[];
  /** Bytes. */
  readonly saved: number;
}

interface FixSubject {
  readonly group: WasteGroup;
  readonly waste: Waste;
  readonly stack: Stack;
  readonly links: readonly Link[];
}

/** The fix for a part of the dead bytes, for the current text; undefined until one is known to exist. */
export function useDeadFix(subject: FixSubject): OfferedFix | undefined {
  const { group, waste, stack, links } = subject;
  const { files, settings } = useWorkspace((state) => state.content);
  const hiding = useImage((state) => shownFacts(state)?.layerFiles[group.hiddenBy]);
  // The core knows more once its late part is loaded, and says so by another analysis.
  const analysis = useAnalysis();
  const [found, setFound] = useState<{ fix: DeadFix | undefined; text: string }>();
  const dockerfile = files.find(({ path }) => path === settings.dockerfile);
  const text = dockerfile?.kind === "text" ? dockerfile.text : undefined;
  useEffect(() => void loadLayerFiles(stack.image, group.hiddenBy), [stack, group]);

  const request = useMemo(() => {
    const hidingFiles = hiding?.phase === "ready" ? hiding.value : undefined;
    const contextPaths = files.filter(({ kind }) => kind !== "folder").map(({ path }) => path);
    return fixRequest({ group, waste, stack, links, hidingFiles, contextPaths });
  }, [group, waste, stack, links, hiding, files]);

  useEffect(() => {
    let isCurrent = analysis !== undefined;
    if (request === undefined || text === undefined) return setFound(undefined);
    void askLanguageCore("deadFix", { text, request }).then((fix) => isCurrent && setFound({ fix, text }));
    return () => {
      isCurrent = false;
    };
  }, [request, text, analysis]);

  return useMemo(() => {
    if (found?.fix === undefined || found.text !== text || request === undefined) return undefined;
    const changed = fixedFiles(found.fix, files, settings.dockerfile);
    return changed && { fix: found.fix, files: changed, saved: savedBytes(found.fix, group, { waste, stack, links }) };
  }, [found, text, request, files, settings.dockerfile, group, waste, stack, links]);
}
