import { logOutOf, useLogins } from "../../state/images/logins.ts";
import { Button } from "../../ui/Button.tsx";
import { LoginDialog } from "./LoginDialog.tsx";
import styles from "./Logins.module.css";
import { messages } from "./messages.ts";

interface LoginsProps {
  /** The registry to log in to, if the person is being asked. */
  asking: string | undefined;
  onAsk: (registry: string | undefined) => void;
}

/** Who the person is at which registry. */
export function Logins({ asking, onAsk }: LoginsProps) {
  const logins = useLogins((state) => state.logins);
  return (
    <section aria-labelledby="logins" className={styles.section}>
      <h3 id="logins" className={styles.heading}>
        {messages.logins}
      </h3>
      {logins.length === 0 && <span className={styles.none}>{messages.loginsNone}</span>}
      <ul className={styles.list}>
        {logins.map(({ registry, username, kept }) => (
          <li key={registry} className={styles.login}>
            <span>
              {messages.login(username, registry)}
              {kept && <span className={styles.none}> {messages.kept}</span>}
            </span>
            <Button variant="quiet" aria-label={messages.logOut(registry)} onClick={() => void logOutOf(registry)}>
              {messages.logOutWord}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="quiet" onClick={() => onAsk("")}>
        {messages.logIn}
      </Button>
      {asking !== undefined && <LoginDialog registry={asking} onClose={() => onAsk(undefined)} />}
    </section>
  );
}
