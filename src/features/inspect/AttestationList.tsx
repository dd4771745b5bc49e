import type { Attestation } from "#contract/imageFields.ts";
import { exactBytes } from "../../lib/formatSize.ts";
import { DocumentView } from "./DocumentView.tsx";
import styles from "./InspectPane.module.css";
import { messages } from "./messages.ts";

/** What the builder says about the image: how it was made, what is in it. */
export function AttestationList({ attestations }: { attestations: readonly Attestation[] }) {
  return (
    <>
      <p className={styles.intro}>{messages.attestationIntro}</p>
      {attestations.map(({ digest, size, predicateType, json }) =>
        json === undefined ? (
          <section key={digest} className={styles.section}>
            <h3 className={styles.documentTitle}>{predicateType}</h3>
            <p className={styles.digest}>
              {digest}, {exactBytes(size)}
            </p>
            <p>{messages.tooLarge}</p>
          </section>
        ) : (
          <DocumentView key={digest} title={predicateType} document={{ digest, size, json }} />
        ),
      )}
    </>
  );
}
