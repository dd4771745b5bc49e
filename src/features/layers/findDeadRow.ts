import { loadWaste, shownFacts, useImage } from "../../state/image/image.ts";
import { addNotice } from "../../state/page/notices.ts";
import { deadRow } from "./deadRow.ts";
import type { StrataRow } from "./strataRow.ts";

/** Finds where most dead bytes of the image are; a notice says why if that is unknown. */
export async function findDeadRow(rows: readonly StrataRow[]): Promise<StrataRow | undefined> {
  const { shown } = useImage.getState();
  if (shown === undefined) return undefined;
  await loadWaste(shown);
  const waste = shownFacts(useImage.getState())?.waste;
  if (waste?.phase === "failed") addNotice({ text: waste.problem.title, tone: "error" });
  return waste?.phase === "ready" ? deadRow(rows, waste.value) : undefined;
}
