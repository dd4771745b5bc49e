import { useEffect } from "react";
import type { Stack, Waste, WasteGroup } from "#contract/image.ts";
import { deadSubject, fixFor, useFixOffers, watchDeadFix } from "../../state/waste/fixOffers.ts";
import type { OfferedFix } from "../../state/waste/offeredFix.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";

/** The fix for a part of the dead bytes, for the current text; undefined until one is known to exist. */
export function useDeadFix(group: WasteGroup, waste: Waste, stack: Stack): OfferedFix | undefined {
  const files = useWorkspace(({ content }) => content.files);
  useEffect(() => watchDeadFix(group, waste, stack), [group, waste, stack]);
  return useFixOffers(fixFor(deadSubject(group), stack, files));
}
