import type { GetEntries } from "../../api/entries.ts";
import { type Result, succeeded } from "../../api/result.ts";
import { type EntriesView, questionOf } from "./entriesView.ts";
import { entryRows } from "./entryRows.ts";
import { emptyListing, type Listing, openFolders, PAGE, putPage } from "./listing.ts";
import { missingPages, type RowRange } from "./missingPages.ts";

interface FillInput {
  readonly get: GetEntries;
  readonly view: EntriesView;
  readonly turned: ReadonlyMap<string, boolean>;
  /** The rows that will be in view. */
  readonly range: RowRange;
  readonly signal: AbortSignal;
}

/** The answer to a question as far as it is in view, with the folders that are open: level by level, each in parallel. */
export async function fillListing({ get, view, turned, range, signal }: FillInput): Promise<Result<Listing>> {
  let listing = emptyListing(view);
  for (;;) {
    const isOpen = openFolders(listing, turned);
    const tree = { listing, isOpen };
    const missing = missingPages(tree, entryRows(tree), range);
    if (missing.length === 0) return succeeded(listing);
    const asked = missing.map(({ folder, page }) => ({
      ...questionOf(view),
      folder,
      from: page * PAGE,
      limit: PAGE,
    }));
    const answers = await Promise.all(asked.map((one) => get(one, signal)));
    for (const [index, name] of missing.entries()) {
      const answer = answers[index];
      if (!answer?.ok) return answer ?? succeeded(listing);
      listing = putPage(listing, name, answer.value, { isOpen: openFolders(listing, turned), isPinned: () => true });
    }
  }
}
