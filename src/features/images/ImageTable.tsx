import type { ImageSummary } from "#contract/image.ts";
import { useContainers } from "../../state/containers/containers.ts";
import { imageRows } from "../../state/images/imageRows.ts";
import styles from "./ImageTable.module.css";
import { ImageTableRow } from "./ImageTableRow.tsx";
import { messages } from "./messages.ts";

const { columns } = messages;

/** As `docker images` lists them, with the containers that use each. */
export function ImageTable({ images }: { images: readonly ImageSummary[] }) {
  const containers = useContainers((state) => state.containers);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{columns.repository}</th>
          <th scope="col">{columns.tag}</th>
          <th scope="col" className={styles.id}>
            {columns.id}
          </th>
          <th scope="col" className={styles.created}>
            {columns.created}
          </th>
          <th scope="col" className={styles.number}>
            {columns.size}
          </th>
          <th scope="col" className={styles.layers}>
            {columns.layers}
          </th>
          <th scope="col" className={styles.users}>
            {columns.users}
          </th>
          <th scope="col">
            <span className="visually-hidden">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {imageRows(images, containers).map((row) => (
          <ImageTableRow key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}
