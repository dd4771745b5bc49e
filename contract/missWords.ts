import type { CacheMiss, MissCode } from "./build.ts";

/** A miss as data; builds of earlier versions have only the sentence. */
type Miss = Omit<CacheMiss, "reason"> & { readonly reason?: string | undefined };

/** What became of a result that was there. */
const GONE: Partial<Record<MissCode, string>> = {
  "not-kept": "its result is no longer in the cache",
  dropped: "the builder no longer had its result",
  "dropped-or-changed": "the builder no longer had its result, or an image or a download has changed",
};

/** Why a step missed, as a whole sentence. */
export function missSentence(miss: Miss): string {
  if (miss.code === undefined && miss.reason !== undefined) return miss.reason;
  if (miss.code === "no-cache") return "The cache was disabled for this build.";
  if (miss.code === "never-built") return "This step was not built before.";
  const gone = miss.code && GONE[miss.code];
  if (gone !== undefined) return `${capitalized(gone)}.`;
  const { article, rest } = whatChanged(miss);
  // A step's title ends the sentence unchanged, and a file's name begins it so.
  return `${article === "" ? "" : `${capitalized(article)} `}${rest}${article === "an" ? "" : "."}`;
}

/** Why it missed, for the middle of a sentence: "the instruction has changed"; undefined if there was no result to compare with. */
export function missClause(miss: Miss): string | undefined {
  if (miss.code !== "changed") return miss.code && GONE[miss.code];
  const { article, rest } = whatChanged(miss);
  return article === "" ? rest : `${article} ${rest}`;
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
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
