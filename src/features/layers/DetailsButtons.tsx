import type { Digest } from "#contract/names/digest.ts";
import { openShell } from "../../state/console/terminals.ts";
import { openShellAtLayer, openShellAtStep } from "../../state/containers/containerActions.ts";
import { askAbout } from "../../state/containers/containerDialog.ts";
import { findContainer, isRunning, useContainers } from "../../state/containers/containers.ts";
import { useReadOnly } from "../../state/page/readOnly.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import styles from "./DetailsButtons.module.css";
import { messages } from "./messages.ts";
import type { StrataRow } from "./strataRow.ts";

interface DetailsButtonsProps {
  row: StrataRow;
  /** The image shown; undefined while the steps of a build are. */
  image: Digest | undefined;
}

/** What can be done with the files of a row: a shell on them; a writable layer can be committed. */
export function DetailsButtons({ row, image }: DetailsButtonsProps) {
  const { isReadOnly } = useReadOnly();
  const { builtBy, container, failedIn, key, layer } = row;
  const build = failedIn ?? builtBy;
  const isShared = useShared((state) => isOfShare(state, build ?? image));
  if (isReadOnly) return null;
  if (container) return <WritableButtons id={container.id} />;
  if (isShared) return null;
  if (build !== undefined) return <ShellButton onOpen={() => void openShellAtStep(build, key)} />;
  if (image === undefined || layer === undefined) return null;
  return <ShellButton onOpen={() => void openShellAtLayer(image, layer)} />;
}

function ShellButton({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" className={styles.button} title={messages.shellDetail} onClick={onOpen}>
      {messages.shell}
    </button>
  );
}

function WritableButtons({ id }: { id: string }) {
  const container = useContainers((state) => findContainer(state, id));
  if (!container) return null;
  return (
    <>
      {isRunning(container) && (
        <button type="button" className={styles.button} onClick={() => openShell(container)}>
          {messages.shellInContainer}
        </button>
      )}
      <button
        type="button"
        className={styles.button}
        title={messages.commitDetail}
        onClick={() => askAbout(id, "commit")}
      >
        {messages.commit}
      </button>
    </>
  );
}
