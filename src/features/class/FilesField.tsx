import { useTeachersFiles } from "../../state/class/teachersFiles.ts";
import styles from "./Dialogs.module.css";
import { messages } from "./messages.ts";
import { WorkspaceField } from "./WorkspaceField.tsx";

interface FilesFieldProps {
  /** Undefined: all. */
  paths: ReadonlySet<string> | undefined;
  onChange: (paths: ReadonlySet<string>) => void;
}

/** Which files of which workspace. */
export function FilesField({ paths, onChange }: FilesFieldProps) {
  const chosen = useTeachersFiles((store) => store.chosen);
  const files = chosen?.files.filter(({ kind }) => kind !== "folder") ?? [];
  const toggle = (path: string) => {
    const next = new Set(paths ?? files.map((file) => file.path));
    if (!next.delete(path)) next.add(path);
    onChange(next);
  };
  return (
    <>
      <WorkspaceField />
      {chosen && files.length === 0 && <p>{messages.noFiles}</p>}
      {files.length > 0 && (
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>{messages.filesToSend}</legend>
          {files.map(({ path }) => (
            <label key={path} className={styles.choice}>
              <input type="checkbox" checked={paths?.has(path) ?? true} onChange={() => toggle(path)} />
              <span className={styles.path}>{path}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p className={styles.about}>{messages.filesAbout}</p>
    </>
  );
}
