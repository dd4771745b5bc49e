import { useRef, useState } from "react";
import { shownSize } from "#contract/imageSize.ts";
import { shortId } from "#contract/names/shortId.ts";
import type { Problem } from "#contract/problem.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { isRunning } from "../../state/containers/containers.ts";
import { useImage } from "../../state/image/image.ts";
import type { ImageRow } from "../../state/images/imageRows.ts";
import { removeImageOrTag } from "../../state/images/images.ts";
import { showImages } from "../../state/images/imagesDialog.ts";
import { openImage } from "../../state/images/openedImage.ts";
import type { ResultTab } from "../../state/page/layout.ts";
import { Icon } from "../../ui/Icon.tsx";
import { type Asking, ImageAsk } from "./ImageAsk.tsx";
import { ImageMenu } from "./ImageMenu.tsx";
import styles from "./ImageTable.module.css";
import { messages } from "./messages.ts";
import { PlatformCount } from "./PlatformCount.tsx";

/** One name of an image, its figures, and below it what the person is asked. */
export function ImageTableRow({ row }: { row: ImageRow }) {
  const [asking, setAsking] = useState<Asking>();
  const isShown = useImage((state) => state.shown === row.image.id);
  const line = useRef<HTMLTableRowElement>(null);
  const { image, name = shortId(image.id), users } = row;
  const size = shownSize(image);
  const open = (tab: ResultTab) => {
    showImages(false);
    openImage(image.id, name, tab);
  };
  const end = () => {
    setAsking(undefined);
    // The answer is gone: the focus stays in the list.
    line.current?.querySelector("button")?.focus();
  };
  const refuse = (ref: string) => (problem: Problem | undefined) => {
    if (problem) setAsking({ kind: "refused", ref, problem });
  };
  const untag = () => row.name !== undefined && void removeImageOrTag(row.name, false).then(refuse(row.name));
  return (
    <>
      <tr ref={line} className={styles.row} aria-current={isShown || undefined}>
        <th scope="row" className={styles.repository}>
          <button type="button" className={styles.open} title={messages.open(name)} onClick={() => open("layers")}>
            <span className={styles.text} data-quiet={row.name === undefined || undefined}>
              {row.repository ?? messages.untagged}
            </span>
            {isShown && (
              <span className={styles.mark} title={messages.shown}>
                <Icon name="check" size={12} />
                <span className="visually-hidden">{messages.shown}</span>
              </span>
            )}
          </button>
        </th>
        <td className={styles.tag}>
          {row.tag ?? messages.noTag}
          <PlatformCount of={image} />
        </td>
        <td className={styles.id} title={image.id}>
          {shortId(image.id)}
        </td>
        <td className={styles.created} title={image.created}>
          {image.created === undefined ? messages.unknown : formatAge(image.created, Date.now())}
        </td>
        <td className={styles.number} title={exactBytes(size)}>
          {formatSize(size)}
        </td>
        <td className={styles.layers}>{image.layers}</td>
        <td className={styles.users}>
          {users.length === 0 && messages.unused}
          {users.map((user) => (isRunning(user) ? user.name : messages.stopped(user.name))).join(", ")}
        </td>
        <td className={styles.actions}>
          <ImageMenu row={row} name={name} onOpen={open} onAsk={(kind) => setAsking({ kind })} onUntag={untag} />
        </td>
      </tr>
      {asking && (
        <tr>
          <td colSpan={8} className={styles.asked}>
            <ImageAsk row={row} asking={asking} onRefused={setAsking} onEnd={end} />
          </td>
        </tr>
      )}
    </>
  );
}
