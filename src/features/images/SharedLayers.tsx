import type { ImageSummary } from "#contract/image.ts";
import type { ImageSharing } from "#contract/imageSharing.ts";
import { shortId } from "#contract/names/shortId.ts";
import { exactBytes, formatSize } from "../../lib/formatSize.ts";
import { type SharedStratum, sharedStrata } from "../../state/images/sharedStrata.ts";
import { messages } from "./messages.ts";
import styles from "./SharedLayers.module.css";

interface SharedLayersProps {
  images: readonly ImageSummary[];
  sharing: ImageSharing;
}

/** What several images share, drawn as strata: as thick as the logarithm of their bytes. */
export function SharedLayers({ images, sharing }: SharedLayersProps) {
  const strata = sharedStrata(sharing);
  const names = new Map(images.map(({ id, tags }) => [id, tags[0] ?? shortId(id)]));
  return (
    <section aria-labelledby="shared-layers">
      <h3 id="shared-layers" className={styles.heading}>
        {messages.shared}
      </h3>
      {strata.length === 0 && <p className={styles.none}>{messages.sharedNone}</p>}
      <ul className={styles.strata}>
        {strata.map((stratum) => (
          <Stratum
            key={stratum.images.join()}
            stratum={stratum}
            names={stratum.images.map((id) => names.get(id) ?? id)}
          />
        ))}
      </ul>
    </section>
  );
}

function Stratum({ stratum, names }: { stratum: SharedStratum; names: readonly string[] }) {
  const { layers, size, saved } = stratum;
  return (
    <li className={styles.stratum}>
      <span className={styles.slab} style={{ height: `${heightOf(size)}px` }} title={exactBytes(size)}>
        <span className={styles.pattern} aria-hidden="true" />
        <span className={styles.word}>{messages.stratum(layers, formatSize(size))}</span>
      </span>
      <span className={styles.names} title={names.join("\n")}>
        {names.join(", ")}
      </span>
      <span className={styles.saved} title={exactBytes(saved)}>
        {messages.stratumSaves(formatSize(saved))}
      </span>
    </li>
  );
}

const LEAST = 28;
const MOST = 64;

/** Pixels: 1 kB and less is the thinnest, 1 GB and more the thickest. */
function heightOf(size: number): number {
  const share = Math.log10(Math.max(size, 1000) / 1000) / 6;
  return Math.round(LEAST + Math.min(share, 1) * (MOST - LEAST));
}
