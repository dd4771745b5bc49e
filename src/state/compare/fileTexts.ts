import type { ImageComparison } from "#contract/imageComparison.ts";
import type { Problem } from "#contract/problem.ts";
import { getImageFiles } from "../../api/compare.ts";

/** The texts of one path in both images; a side without the file is empty. */
export type FileTexts =
  | { readonly kind: "texts"; readonly before: string; readonly after: string; readonly isCut: boolean }
  /** One of them is no text. */
  | { readonly kind: "binary" }
  | { readonly kind: "failed"; readonly problem: Problem };

export async function loadFileTexts(
  { a, b }: Pick<ImageComparison, "a" | "b">,
  path: string,
  on: { readonly a: boolean; readonly b: boolean },
): Promise<FileTexts> {
  const [before, after] = await Promise.all([textIn(a.id, path, on.a), textIn(b.id, path, on.b)]);
  if ("problem" in before) return { kind: "failed", problem: before.problem };
  if ("problem" in after) return { kind: "failed", problem: after.problem };
  if (before.text === undefined || after.text === undefined) return { kind: "binary" };
  return { kind: "texts", before: before.text, after: after.text, isCut: before.isCut || after.isCut };
}

interface Read {
  readonly text: string | undefined;
  readonly isCut: boolean;
}

async function textIn(image: string, path: string, isThere: boolean): Promise<Read | { readonly problem: Problem }> {
  if (!isThere) return { text: "", isCut: false };
  const answer = await getImageFiles(image, path);
  if (!answer.ok) return { problem: answer.problem };
  return { text: answer.value.text, isCut: answer.value.truncated };
}
