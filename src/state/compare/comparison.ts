import { create } from "zustand";
import type { ComparedPackages, ImageComparison } from "#contract/imageComparison.ts";
import type { EntriesPage } from "#contract/imageEntries.ts";
import type { ComparedEntriesAsked } from "#contract/routes.ts";
import { getComparedEntries, getComparedPackages, getComparison } from "../../api/compare.ts";
import { type Loadable, loadableOf } from "../loading/loadable.ts";
import type { Sides } from "./compareChoice.ts";

interface ComparisonStore {
  readonly sides?: Sides;
  readonly overview?: Loadable<ImageComparison>;
  readonly packages?: Loadable<ComparedPackages>;
  /** Pages of paths that differ, by the question. */
  readonly pages: Readonly<Record<string, Loadable<EntriesPage>>>;
}

const NOTHING = { pages: {} };

/** The comparison on the page; nothing of an earlier one is kept. */
export const useComparison = create<ComparisonStore>(() => NOTHING);

/** The two that were asked for last: others may be shown until their comparison is here. */
let asked: Sides | undefined;

/**
 * Shows two images side by side. The same two again are not asked for again, unless that failed. A comparison on the page
 * stays until the other is here, so that whoever is in it keeps the focus.
 */
export async function showComparison(sides: Sides): Promise<void> {
  const { overview } = useComparison.getState();
  if (isSame(asked, sides) && overview?.phase !== "failed") return;
  asked = sides;
  if (overview?.phase !== "ready") {
    useComparison.setState({ ...NOTHING, sides, overview: { phase: "loading" } }, true);
  }
  const answer = await getComparison(sides.a, sides.b);
  if (asked === sides) useComparison.setState({ ...NOTHING, sides, overview: loadableOf(answer) }, true);
}

/** Nothing of it says anything about what is shown now. */
export function forgetComparison(): void {
  asked = undefined;
  useComparison.setState(NOTHING, true);
}

export async function loadPackages(): Promise<void> {
  const { sides, packages } = useComparison.getState();
  if (!sides || (packages && packages.phase !== "failed")) return;
  useComparison.setState({ packages: { phase: "loading" } });
  put(sides, { packages: loadableOf(await getComparedPackages(sides.a, sides.b)) });
}

/** What is asked, without the number of the first entry. */
export type PathQuestion = Omit<ComparedEntriesAsked, "from">;
export const questionKey = (question: PathQuestion): string => JSON.stringify(question);

/** The first page of an answer. */
export async function loadPaths(question: PathQuestion): Promise<void> {
  const { sides, pages } = useComparison.getState();
  const known = pages[questionKey(question)];
  if (!sides || (known && known.phase !== "failed")) return;
  putPage(sides, question, { phase: "loading" });
  putPage(sides, question, loadableOf(await getComparedEntries(sides.a, sides.b, question)));
}

/** The next page, behind those that are there. */
export async function loadMorePaths(question: PathQuestion): Promise<void> {
  const { sides, pages } = useComparison.getState();
  const known = pages[questionKey(question)];
  if (!sides || known?.phase !== "ready") return;
  const { entries } = known.value;
  const next = await getComparedEntries(sides.a, sides.b, { ...question, from: entries.length });
  if (!next.ok || useComparison.getState().pages[questionKey(question)] !== known) return;
  putPage(sides, question, { phase: "ready", value: { ...next.value, entries: [...entries, ...next.value.entries] } });
}

function putPage(sides: Sides, question: PathQuestion, page: Loadable<EntriesPage>): void {
  const { pages } = useComparison.getState();
  put(sides, { pages: { ...pages, [questionKey(question)]: page } });
}

/** What comes late for two other images is dropped. */
function put(sides: Sides, part: Partial<ComparisonStore>): void {
  if (isSame(useComparison.getState().sides, sides)) useComparison.setState(part);
}

export const isSame = (a: Sides | undefined, b: Sides): boolean => a?.a === b.a && a.b === b.b;
