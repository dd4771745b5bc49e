import { useEffect } from "react";
import type { Stack, Waste, WasteGroup } from "#contract/image.ts";
import type { Leftover } from "#contract/imageLeftovers.ts";
import {
  deadSubject,
  fixFor,
  leftoverSubject,
  useFixOffers,
  watchDeadFix,
  watchLeftoverFix,
} from "../../state/waste/fixOffers.ts";
import type { OfferedFix } from "../../state/waste/offeredFix.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";

export function useDeadFix(group: WasteGroup, waste: Waste, stack: Stack): OfferedFix | undefined {
  useEffect(() => watchDeadFix(group, waste, stack), [group, waste, stack]);
  return useOffered(deadSubject(group), stack);
}

export function useLeftoverFix(item: Leftover, stack: Stack): OfferedFix | undefined {
  useEffect(() => watchLeftoverFix(item, stack), [item, stack]);
  return useOffered(leftoverSubject(item), stack);
}

/** The fix for the current text; undefined until one is known to exist. */
function useOffered(subject: string, stack: Stack): OfferedFix | undefined {
  const files = useWorkspace(({ content }) => content.files);
  return useFixOffers(fixFor(subject, stack, files));
}
