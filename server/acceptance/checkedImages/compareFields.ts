import { routes } from "#contract/routes.ts";
import { type Documents, fieldsView } from "../imageChecker/documents.ts";
import { asJson, type SavedImage } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson } from "./differences.ts";

/** Compares the documents behind an image: of our own archive of it, and of the one that it came in, if that had any. */
export async function compareFields(
  server: ServerClient,
  { id, documents }: Pick<SavedImage, "id" | "documents">,
  came?: Documents,
): Promise<Comparison> {
  if (documents === undefined) return { values: 0, differences: [] };
  const answered = asJson(await (await server.fetch(routes.imageFields(id))).json());
  const { rows: _rows, base: _base, received, attestations, ...own } = answered;
  const { received: right, attestations: statements, ...shown } = fieldsView(documents, came);
  if (came === undefined) return compareJson(shown, own, "fields");
  return compareJson(
    { ...shown, received: right, statements },
    { ...own, received, statements: attestations },
    "fields",
  );
}
