import { useUploads } from "../../state/workspace/uploads.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Progress } from "../../ui/Spinner.tsx";
import styles from "./FilesPane.module.css";
import { messages } from "./messages.ts";

export function UploadProgress() {
  const state = useUploads((store) => store.state);
  if (state.phase === "idle") return null;
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span>{messages.uploading(state.name)}</span>
        <IconButton label={messages.cancelUpload} icon="close" onClick={state.cancel} />
      </div>
      <Progress label={messages.uploadOf(state.name)} current={state.done} total={state.total} />
    </div>
  );
}
