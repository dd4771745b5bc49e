import { useEffect, useState } from "react";
import type { FileVersion } from "#contract/imageFile.ts";
import { firstShown, loadFileVersions, useFileVersions } from "../../state/imageFile/fileVersions.ts";
import type { ImageFilePlace } from "../../state/imageFile/openedFile.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { FileContent } from "./FileContent.tsx";
import styles from "./FileView.module.css";
import { messages } from "./messages.ts";
import { VersionList } from "./VersionList.tsx";

/** A file in one of its versions, and the list of them. */
export function FileView({ place }: { place: ImageFilePlace }) {
  const { image, path } = place;
  const loaded = useFileVersions(image, path);
  useEffect(() => void loadFileVersions(image, path), [image, path]);
  if (loaded?.phase === "failed")
    return (
      <div className={styles.note}>
        <ProblemNote problem={loaded.problem} />
      </div>
    );
  if (loaded?.phase !== "ready") return null;
  return <Versions place={place} path={loaded.value.path} versions={loaded.value.versions} />;
}

interface VersionsProps {
  readonly place: ImageFilePlace;
  /** Without links on the way. */
  readonly path: string;
  readonly versions: readonly FileVersion[];
}

function Versions({ place, path, versions }: VersionsProps) {
  const [chosen, setChosen] = useState<number>();
  const asked = chosen ?? place.layer ?? Number.POSITIVE_INFINITY;
  const shown = firstShown(versions, asked);
  const isHidden = versions.findLast(({ layer }) => layer <= asked)?.change === "deleted";
  return (
    <>
      <VersionList image={place.image} path={path} versions={versions} shown={shown?.layer} onShow={setChosen} />
      {isHidden && (
        <p className={styles.note}>{asked === Number.POSITIVE_INFINITY ? messages.hiddenNow : messages.hiddenThere}</p>
      )}
      {shown && (
        <FileContent
          key={shown.layer}
          place={{ image: place.image, path, layer: shown.layer }}
          file={shown.file}
          line={chosen === undefined ? place.line : undefined}
        />
      )}
    </>
  );
}
