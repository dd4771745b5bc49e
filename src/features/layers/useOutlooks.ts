import { useMemo } from "react";
import { type LayerOutlook, layerOutlooks } from "../../state/plan/layerOutlooks.ts";
import { usePlan } from "../../state/plan/plan.ts";
import { forecastOf } from "../../state/plan/planState.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";

const NONE: ReadonlyMap<string, LayerOutlook> = new Map();

/**
 * What the next build will do with the rows of the image, by link. A link's lines move with every keystroke and the plan
 * follows later: recomputing only when the plan or the set of links changes keeps the rows from flickering.
 */
export function useOutlooks(): ReadonlyMap<string, LayerOutlook> {
  const planned = usePlan(({ plan }) => forecastOf(plan)?.steps);
  const built = useLinks(({ imageSteps }) => imageSteps);
  const linked = useLinks(({ links }) => links.map(({ id }) => id).join(" "));
  return useMemo(
    () => (planned && linked !== "" ? layerOutlooks(planned, useLinks.getState().links, built) : NONE),
    [planned, built, linked],
  );
}
