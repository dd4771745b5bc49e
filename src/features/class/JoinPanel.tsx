import { useState } from "react";
import type { Room } from "#contract/room.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./JoinPanel.module.css";
import { isLoopback, joinAddress, spelled } from "./joinAddress.ts";
import { messages } from "./messages.ts";
import { QrCode } from "./QrCode.tsx";

/** How learners get in. */
export function JoinPanel({ room }: { room: Room }) {
  const address = joinAddress(room.code);
  return (
    <section className={styles.panel} aria-label={messages.joinTitle}>
      <div>
        <h2 className={styles.label}>{messages.joinCode}</h2>
        <p className={styles.code}>{spelled(room.code)}</p>
        <p className={styles.label}>{messages.joinAt}</p>
        <p className={styles.address}>{address.replace(/^https?:\/\//, "")}</p>
        <CopyButton text={address} />
      </div>
      <QrCode text={address} label={messages.qr(address)} className={styles.qr} />
      {isLoopback() && <p className={styles.note}>{messages.loopback}</p>}
    </section>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  // Browsers give the clipboard to secure pages only.
  if (!isSecureContext) return null;
  return (
    <Button variant="quiet" className={styles.copy} onClick={() => void copy()} onBlur={() => setCopied(false)}>
      {copied ? messages.copied : messages.copyAddress}
    </Button>
  );
}
