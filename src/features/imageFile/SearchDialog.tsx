import { useRef } from "react";
import type { Stack } from "#contract/image.ts";
import { shownStack, useImage } from "../../state/image/image.ts";
import { cancelSearch, type SearchHit, useImageSearch } from "../../state/imageFile/imageSearch.ts";
import { openImageFile } from "../../state/imageFile/openedFile.ts";
import { showImageSearch, useSearchShown } from "../../state/imageFile/searchShown.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { messages } from "./messages.ts";
import styles from "./SearchDialog.module.css";
import { SearchForm } from "./SearchForm.tsx";
import { SearchResults } from "./SearchResults.tsx";
import { SearchStatus } from "./SearchStatus.tsx";

/** Finds files of the image by path or by content. */
export function SearchDialog() {
  const open = useSearchShown((state) => state.open);
  const stack = useImage(shownStack);
  // Read when the dialog is gone already.
  const isChosen = useRef(false);
  const onOpenChange = (next: boolean) => {
    if (!next) cancelSearch();
    showImageSearch(next);
  };
  const focusFile = () => {
    // If it is not there yet, it takes the focus once it is.
    if (isChosen.current) document.querySelector<HTMLElement>("[data-opened-file]")?.focus();
    return isChosen.current;
  };
  const onChoose = (chosen: SearchHit, image: Stack["image"]) => {
    isChosen.current = true;
    openImageFile({ ...placeOf(chosen, image), takesFocus: true });
    cancelSearch();
    showImageSearch(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} onCloseFocus={focusFile} size="wide" title={messages.search}>
      {stack && (
        <div className={styles.search}>
          <SearchForm stack={stack} />
          <SearchStatus />
          <Found onChoose={(chosen) => onChoose(chosen, stack.image)} />
        </div>
      )}
    </Dialog>
  );
}

function Found({ onChoose }: { onChoose: (hit: SearchHit) => void }) {
  const search = useImageSearch((state) => state.search);
  return search.phase === "idle" ? null : <SearchResults hits={search.hits} onChoose={onChoose} />;
}

function placeOf(found: SearchHit, image: Stack["image"]) {
  if (found.kind === "content") return { image, path: found.hit.path, layer: found.hit.layer, line: found.hit.line };
  return { image, path: found.entry.path };
}
