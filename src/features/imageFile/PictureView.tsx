import { useEffect, useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type BytesPlace, readPart } from "../../state/imageFile/readFile.ts";
import { messages } from "./messages.ts";
import styles from "./PictureView.module.css";

interface PictureViewProps {
  readonly place: BytesPlace;
  readonly size: number;
  readonly mediaType: string;
}

/** Larger ones are only downloaded. */
const MOST_BYTES = 20 * 1024 * 1024;

/** A file as a picture. An image element runs no scripts, not even an SVG's own, and loads nothing for one. */
export function PictureView({ place, size, mediaType }: PictureViewProps) {
  const url = usePicture(place, size, mediaType);
  const [isBroken, setBroken] = useState(false);
  if (size > MOST_BYTES) return <p className={styles.note}>{messages.pictureTooLarge(formatSize(size))}</p>;
  if (isBroken || url === "failed") return <p className={styles.note}>{messages.pictureBroken}</p>;
  return (
    <div className={styles.frame}>
      {url && (
        <img className={styles.picture} src={url} alt={visibleText(place.path)} onError={() => setBroken(true)} />
      )}
    </div>
  );
}

function usePicture({ image, path, layer }: BytesPlace, size: number, type: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (size > MOST_BYTES) return undefined;
    const cancel = new AbortController();
    let made: string | undefined;
    readPart({ image, path, layer }, { from: 0, length: size }, cancel.signal).then(
      (part) => {
        if (cancel.signal.aborted) return;
        if (!part.ok) return setUrl("failed");
        made = URL.createObjectURL(new Blob([part.value.bytes], { type }));
        setUrl(made);
      },
      () => {
        // Aborted: nobody waits anymore.
      },
    );
    return () => {
      cancel.abort();
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [image, path, layer, size, type]);
  return url;
}
