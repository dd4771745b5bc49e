import { type Connection, useConnections } from "../../state/console/connections.ts";
import { CONSOLE, closeTerminal, startOnConnect, type Terminal } from "../../state/console/terminals.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { useLateTrue } from "../../ui/useLateTrue.ts";
import styles from "./ConsoleView.module.css";
import { messages } from "./messages.ts";
import { findOpen } from "./openTerminals.ts";

/** Milliseconds of connecting that nobody needs to know of. */
const SLOW = 300;

/** Why nothing can be typed, and what to do. Nothing while it is connected. */
export function TerminalState({ terminal }: { terminal: Terminal }) {
  const connection = useConnections((state) => state[terminal.id]);
  const isSlow = useLateTrue(connection?.phase === "connecting", SLOW);
  if (connection === undefined || connection.phase === "open") return null;
  if (connection.phase === "connecting") {
    return isSlow ? (
      <p className={styles.state} role="status">
        <Spinner /> {messages.connecting}
      </p>
    ) : null;
  }
  return (
    <div className={styles.state} role="status">
      <Words connection={connection} terminal={terminal} />
      <span className={styles.actions}>
        <Button onClick={() => again(terminal, connection)}>
          {connection.phase === "ended" ? messages.again[terminal.kind] : messages.reconnect}
        </Button>
        {terminal.id !== CONSOLE && <Button onClick={() => closeTerminal(terminal.id)}>{messages.close}</Button>}
      </span>
    </div>
  );
}

/** Connects again; what has ended is started once more. */
function again({ id, kind }: Terminal, { phase }: Connection): void {
  if (kind === "attach" && phase === "ended") startOnConnect(id);
  findOpen(id)?.line.reconnect();
}

function Words({ connection, terminal }: { connection: Connection; terminal: Terminal }) {
  if (connection.phase === "refused") return <ProblemNote problem={connection.problem} />;
  if (connection.phase === "disconnected") return <span>{messages.disconnected}</span>;
  if (connection.phase === "replaced") return <span>{messages.replaced}</span>;
  if (connection.phase !== "ended") return null;
  return <span>{terminal.kind === "log" ? messages.endedLog : messages.ended(connection.code)}</span>;
}
