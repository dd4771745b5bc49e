import { cancelSearch, type SearchState, useImageSearch } from "../../state/imageFile/imageSearch.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { messages } from "./messages.ts";
import styles from "./SearchDialog.module.css";

/** How far a search is, what it found, and what it left out. */
export function SearchStatus() {
  const search = useImageSearch((state) => state.search);
  if (search.phase === "failed")
    return (
      <div className={styles.problem}>
        <ProblemNote problem={search.problem} />
      </div>
    );
  if (search.phase === "idle") return <p className={styles.status} />;
  const { done, total } = search.counted;
  return (
    <div className={styles.status}>
      <p className={styles.words} role="status">
        {statusWords(search)}
      </p>
      {search.phase === "running" && (
        <>
          <progress className={styles.progress} aria-label={messages.progress} value={done} max={total || 1} />
          <Button onClick={cancelSearch}>{messages.cancel}</Button>
        </>
      )}
    </div>
  );
}

function statusWords(search: Exclude<SearchState, { phase: "idle" | "failed" }>): string {
  const { phase, hits, counted } = search;
  const lines = hits.flatMap((found) => (found.kind === "content" ? [found.hit] : []));
  const files = new Set(lines.map(({ layer, path }) => `${layer} ${path}`)).size;
  const words: string[] = [];
  if (phase === "canceled") words.push(messages.canceled);
  if (phase === "full") words.push(messages.full);
  if (hits.length === 0) words.push(...(phase === "running" ? [] : [messages.none]));
  else words.push(lines.length > 0 ? messages.found(lines.length, files) : messages.foundPaths(hits.length));
  const isContent = counted.files + counted.binary > 0;
  if (isContent) words.push(messages.searched(counted.done, counted.total));
  if (counted.binary > 0) words.push(messages.binary(counted.binary));
  if (counted.cut > 0) words.push(messages.cut(counted.cut));
  return words.join(" · ");
}
