import { clsx } from "clsx";
import { type MouseEvent, useEffect } from "react";
import { BUILD_KEYS, isBuildKey } from "../../lib/platformKeys.ts";
import { cancelBuild, useBuild } from "../../state/build/build.ts";
import { isBusy } from "../../state/build/buildState.ts";
import { build } from "../../state/commands/commands.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { Button } from "../../ui/Button.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import styles from "./BuildButton.module.css";
import { buildWords } from "./buildWords.ts";
import { messages } from "./messages.ts";

/** Build, or Cancel during a build. Ctrl/⌘+Enter builds from anywhere on the page. */
export function BuildButton({ showKeys }: { showKeys: boolean }) {
  const state = useBuild((store) => store.build);
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const busy = isBusy(state);
  const canceling = state.phase === "running" && state.canceling;
  const className = clsx(styles.button, showKeys && styles.withKeys);
  useBuildKey();
  return (
    <>
      {busy ? (
        <Button className={className} pending={canceling} onClick={onFirstClick(() => void cancelBuild())}>
          <Spinner />
          {canceling ? messages.canceling : messages.cancel}
        </Button>
      ) : (
        <Button
          variant="primary"
          className={className}
          disabled={!ready}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={onFirstClick(build)}
        >
          {messages.build}
          {showKeys && (
            <span aria-hidden="true" className={styles.keys}>
              {BUILD_KEYS}
            </span>
          )}
        </Button>
      )}
      <span className="visually-hidden" aria-live="polite">
        {buildWords(state)}
      </span>
    </>
  );
}

/** The second click of a double click would undo the first: Cancel is where Build was. */
const onFirstClick =
  (run: () => void) =>
  ({ detail }: MouseEvent): void => {
    if (detail < 2) run();
  };

function useBuildKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isBuildKey(event) || event.repeat) return;
      // In the capture phase, so neither the editor nor a field turns it into a new line.
      event.preventDefault();
      event.stopPropagation();
      build();
    };
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
