import { workspacePage } from "#contract/pagePaths.ts";
import { FIRST_WORKSPACE } from "../../api/client.ts";
import { comparedIn, compareSearch } from "../../lib/compareAddress.ts";
import { useLayout } from "../page/layout.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { chooseSides, compareSides, type Sides, useCompareChoice } from "./compareChoice.ts";
import { forgetComparison } from "./comparison.ts";

/** Call once the workspace is open: the address names the chosen two while they are shown, and leads back to them. */
export function followCompareAddress(): void {
  showAsked();
  addEventListener("popstate", showAsked);
  useCompareChoice.subscribe(writeAddress);
  useLayout.subscribe(({ resultTab }, before) => resultTab !== before.resultTab && writeAddress());
  // Builds of one workspace say nothing in another.
  useOpenWorkspace.subscribe(({ id }, before) => {
    if (id === before.id || before.id === undefined) return;
    forgetComparison();
    chooseSides(askedHere());
  });
}

/** The address of a comparison, to be opened elsewhere. */
export const compareLink = (sides: Sides): string => location.origin + location.pathname + compareSearch(sides);

function showAsked(): void {
  const sides = askedHere();
  if (sides) compareSides(sides);
}

/** What the address compares, if it is one of the open workspace. */
function askedHere(): Sides | undefined {
  const { id } = useOpenWorkspace.getState();
  if (id === undefined) return undefined;
  const page = id === FIRST_WORKSPACE ? "/" : workspacePage(id);
  return location.pathname === page ? comparedIn(location.search) : undefined;
}

function writeAddress(): void {
  const { chosen } = useCompareChoice.getState();
  const isShown = chosen !== undefined && useLayout.getState().resultTab === "compare";
  if (!isShown && comparedIn(location.search) === undefined) return;
  const search = isShown ? compareSearch(chosen) : "";
  if (location.search !== search) history.replaceState(null, "", location.pathname + search + location.hash);
}
