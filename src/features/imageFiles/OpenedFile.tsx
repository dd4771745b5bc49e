import { useEffect } from "react";
import type { ListedEntry } from "#contract/imageEntries.ts";
import type { Digest } from "#contract/names/digest.ts";
import { loadImageFiles, shownFacts, useImage } from "../../state/image/image.ts";
import { FilePreview } from "./FilePreview.tsx";
import { messages } from "./messages.ts";

interface OpenedFileProps {
  image: Digest;
  /** Up to which the files are shown. */
  layer: number;
  entry: ListedEntry;
  onClose: () => void;
}

/** The file that was pressed. */
export function OpenedFile({ image, layer, entry: { path, layer: holder }, onClose }: OpenedFileProps) {
  const file = useImage((state) => shownFacts(state)?.files[path]);
  useEffect(() => void loadImageFiles(image, path), [image, path]);
  // What is read is the image's own file: another layer may have replaced it since.
  const now = file?.phase === "ready" ? file.value.entry?.layer : undefined;
  const isOther =
    (file?.phase === "failed" && file.problem.code === "request/not-found") ||
    (now !== undefined && (now > layer || now !== holder));
  return <FilePreview path={path} file={file} {...(isOther && { note: messages.changedLater })} onClose={onClose} />;
}
