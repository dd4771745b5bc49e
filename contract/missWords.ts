import type { CacheMiss } from "./build.ts";

/** A miss as data; builds of earlier versions have only the sentence. */
type Miss = Omit<CacheMiss, "reason"> & { readonly reason?: string | undefined };

/** Why a step missed, as a whole sentence. */
export function missSentence(miss: Miss): string {
  if (miss.code === undefined && miss.reason !== undefined) return miss.reason;
  switch (miss.code) {
    case "no-cache":
      return "The cache was disabled for this build.";
    case "never-built":
      return "This step was not built before.";
    case "not-kept":
      return "Its result is no longer in the cache.";
    case "dropped":
      return "The builder no longer had its result.";
    case "dropped-or-changed":
      return "The builder no longer had its result, or an image or a download has changed.";
    default: {
      const { article, rest } = whatChanged(miss);
      const start = article === "" ? "" : `${article.charAt(0).toUpperCase()}${article.slice(1)} `;
      // A step's title ends the sentence unchanged.
      return `${start}${rest}${article === "an" ? "" : "."}`;
    }
  }
}

/** What changed, for the middle of a sentence: "the instruction has changed". */
export function missClause(miss: Miss): string {
  const { article, rest } = whatChanged(miss);
  return article === "" ? rest : `${article} ${rest}`;
}

/** The instruction itself first, then its other inputs, then the files below it. */
function whatChanged({ changed, count = changed.length, redone }: Miss): { article: string; rest: string } {
  const files = changed.filter(({ kind }) => kind === "file");
  const other = changed.find(({ kind }) => kind !== "file" && kind !== "parent");
  const fileCount = files.length === 0 ? 0 : count - (changed.length - files.length);
  const name = files[0]?.name ?? "";
  if (changed.some(({ kind }) => kind === "instruction")) return { article: "the", rest: "instruction has changed" };
  if (fileCount === 1) return { article: "", rest: `${name} has changed` };
  if (fileCount > 1) return { article: "", rest: `${fileCount} files have changed, ${name} among them` };
  if (other?.kind === "files") return { article: "the", rest: "files have changed" };
  if (other !== undefined) return { article: "the", rest: `${other.input} has changed` };
  if (redone === undefined) return { article: "the", rest: "files it builds on have changed" };
  return { article: "an", rest: `earlier step ran again: ${redone}` };
}
