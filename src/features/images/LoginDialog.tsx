import { type FormEvent, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import { logInto } from "../../state/images/logins.ts";
import { retryDenied } from "../../state/images/transfer.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field, TextInput } from "../../ui/Field.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./Logins.module.css";
import { messages } from "./messages.ts";

/** Asks who the person is at a registry. The password stays in this form until it is sent. */
export function LoginDialog({ registry: asked, onClose }: { registry: string; onClose: () => void }) {
  const [registry, setRegistry] = useState(asked);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [keep, setKeep] = useState(false);
  const [state, setState] = useState<{ readonly busy: boolean; readonly problem?: Problem }>({ busy: false });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    const named = registry.trim() === "" ? {} : { registry: registry.trim() };
    const problem = await logInto({ ...named, username: username.trim(), password, keep });
    setState({ busy: false, ...(problem && { problem }) });
    if (problem) return;
    onClose();
    retryDenied();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={messages.loginTitle}>
      <form className={styles.form} onSubmit={(event) => void send(event)}>
        <Field label={messages.registry} placement="above">
          <TextInput placeholder="docker.io" value={registry} onChange={(event) => setRegistry(event.target.value)} />
        </Field>
        <Field label={messages.username} placement="above">
          <TextInput required maxLength={255} value={username} onChange={(event) => setUsername(event.target.value)} />
        </Field>
        <Field label={messages.password} placement="above">
          <TextInput
            required
            type="password"
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <label className={styles.keep}>
          <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
          {messages.keep}
        </label>
        {state.problem && <ProblemNote problem={state.problem} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" variant="primary" pending={state.busy}>
            {state.busy ? messages.loggingIn : messages.loginNow}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
