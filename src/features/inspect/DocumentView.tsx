import type { ImageDocument } from "#contract/imageFields.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { copyText } from "../../state/page/copyText.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { meaningsIn } from "./documentMeanings.ts";
import styles from "./InspectPane.module.css";
import { messages } from "./messages.ts";

interface DocumentViewProps {
  title: string;
  document: ImageDocument;
}

/** A document of the image, indented, with its digest, and what its fields mean on demand. */
export function DocumentView({ title, document: { digest, size, json } }: DocumentViewProps) {
  const text = JSON.stringify(json, null, 2);
  const meanings = meaningsIn(json);
  return (
    <section className={styles.section}>
      <div className={styles.documentHead}>
        <h3 className={styles.documentTitle}>{title}</h3>
        <IconButton
          label={messages.copy}
          icon="copy"
          onClick={() => void copyText(text, { copied: messages.copied })}
        />
      </div>
      <p className={styles.digest}>
        {digest}, {exactBytes(size)}
      </p>
      {meanings.length > 0 && (
        <details className={styles.meanings}>
          <summary>{messages.meanings}</summary>
          <dl>
            {meanings.map(([name, meaning]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <pre className={styles.document}>{text}</pre>
    </section>
  );
}
