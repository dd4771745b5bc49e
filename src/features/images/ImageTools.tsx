import { type FormEvent, useRef, useState } from "react";
import { isTransferring, startLoad, startPull, useTransfer } from "../../state/images/transfer.ts";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/Field.tsx";
import styles from "./ImageTools.module.css";
import { LocalImages } from "./LocalImages.tsx";
import { messages } from "./messages.ts";
import { PruneMenu } from "./PruneMenu.tsx";

/** Pull, load, and remove what is unused. */
export function ImageTools() {
  const [name, setName] = useState("");
  const [isLocal, setLocal] = useState(false);
  const busy = useTransfer(isTransferring);
  const file = useRef<HTMLInputElement>(null);
  const pull = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") void startPull(name.trim());
  };
  return (
    <div className={styles.tools}>
      <form className={styles.pull} onSubmit={pull}>
        <TextInput
          className={styles.name}
          aria-label={messages.pullName}
          placeholder={messages.pullExample}
          maxLength={512}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={name.trim() === ""} pending={busy}>
          {messages.pull}
        </Button>
      </form>
      <div className={styles.others}>
        <input
          ref={file}
          type="file"
          hidden
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) void startLoad(chosen);
            // The same file can be chosen again.
            target.value = "";
          }}
        />
        <Button variant="quiet" disabled={busy} onClick={() => file.current?.click()}>
          {messages.load}
        </Button>
        <Button variant="quiet" disabled={busy} onClick={() => setLocal(true)}>
          {messages.local}
        </Button>
        <PruneMenu />
      </div>
      {isLocal && <LocalImages onClose={() => setLocal(false)} />}
    </div>
  );
}
