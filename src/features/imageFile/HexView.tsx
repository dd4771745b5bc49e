import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useReducer, useRef, useState } from "react";
import { formatSize } from "../../lib/formatSize.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type FileBytes, openFileBytes } from "../../state/imageFile/fileBytes.ts";
import { type BytesPlace, CHUNK } from "../../state/imageFile/readFile.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { useElementSize } from "../../ui/useElementSize.ts";
import styles from "./HexView.module.css";
import { hexRow } from "./hexRow.ts";
import { messages } from "./messages.ts";

const ROW = 18;
/** Pixels that 16 bytes and their characters take. */
const WHOLE = 545;
/** Browsers make nothing taller than some 30 million pixels: of a huge file, a part at a time. */
const PART = 16 * 1024 * 1024;

interface HexViewProps {
  readonly place: BytesPlace;
  readonly size: number;
}

/** The bytes of a file. Only the rows on the screen are fetched and drawn. */
export function HexView({ place, size }: HexViewProps) {
  const [part, setPart] = useState(0);
  const bytes = useFileBytes(place);
  const problem = bytes?.problem();
  return (
    <>
      {size > PART && (
        <label className={styles.part}>
          {messages.part}
          <select value={part} onChange={(event) => setPart(Number(event.target.value))}>
            {Array.from({ length: Math.ceil(size / PART) }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
              <option key={index} value={index}>
                {messages.partOf(formatSize(index * PART), formatSize(Math.min(size, (index + 1) * PART)))}
              </option>
            ))}
          </select>
        </label>
      )}
      {problem && <ProblemNote problem={problem} />}
      {bytes && (
        <Rows key={part} name={place.path} bytes={bytes} from={part * PART} end={Math.min(size, (part + 1) * PART)} />
      )}
    </>
  );
}

function useFileBytes({ image, path, layer }: BytesPlace): FileBytes | undefined {
  const [bytes, setBytes] = useState<FileBytes>();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const opened = openFileBytes({ image, path, layer }, redraw);
    setBytes(opened);
    return opened.close;
  }, [image, path, layer]);
  return bytes;
}

interface RowsProps {
  readonly name: string;
  readonly bytes: FileBytes;
  readonly from: number;
  readonly end: number;
}

function Rows({ name, bytes, from, end }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [rows, { width }] = useElementSize();
  const rowBytes = width < WHOLE ? 8 : 16;
  const virtual = useVirtualizer({
    count: Math.ceil((end - from) / rowBytes),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  return (
    <section
      ref={scroller}
      aria-label={messages.hex(visibleText(name))}
      className={styles.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <div ref={rows} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const at = from + index * rowBytes;
          const chunk = bytes.chunk(Math.floor(at / CHUNK));
          const inChunk = at % CHUNK;
          const row = hexRow(at, chunk?.subarray(inChunk, inChunk + rowBytes) ?? new Uint8Array(), rowBytes);
          return (
            <div key={key} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
              <span className={styles.offset}>{row.offset}</span>
              <span>{row.bytes}</span>
              <span className={styles.ascii}>{row.text}</span>
            </div>
          );
        })}
      </div>
    </section>
  );
}
