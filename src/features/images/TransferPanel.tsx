import type { Digest } from "#contract/names/digest.ts";
import { shortId } from "#contract/names/shortId.ts";
import { standInWords } from "#contract/standInWords.ts";
import type { LoadedImage } from "#contract/transfer.ts";
import { formatSize } from "../../lib/formatSize.ts";
import { registryOf } from "../../state/images/imageRows.ts";
import { showImages } from "../../state/images/imagesDialog.ts";
import { openImage } from "../../state/images/openedImage.ts";
import { cancelTransfer, dismissTransfer, type Transfer, useTransfer } from "../../state/images/transfer.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { LayerProgress } from "./LayerProgress.tsx";
import { messages } from "./messages.ts";
import styles from "./TransferPanel.module.css";

/** Most images of a file that are offered. */
const MAX_LOADED = 6;
/** Most that is named of what an index has and the file does not. */
const MAX_LEFT_OUT = 12;

/** A pull, push, or load: its layers while it runs, and how it ended. */
export function TransferPanel({ onLogin }: { onLogin: (registry: string) => void }) {
  const transfer = useTransfer((state) => state.transfer);
  if (!transfer) return null;
  const { layers, end, sent } = transfer;
  const leftOut = end?.as === "done" ? leftOutOf(end.images ?? []) : [];
  return (
    <section className={styles.panel} aria-label={messages.transfers[transfer.kind](transfer.name)}>
      <div className={styles.head}>
        {!end && <Spinner />}
        <p className={styles.title} role="status">
          {titleOf(transfer)}
        </p>
        {end ? (
          <IconButton label={messages.dismiss} icon="close" onClick={dismissTransfer} />
        ) : (
          <Button onClick={cancelTransfer}>{messages.cancel}</Button>
        )}
      </div>
      {!end && sent && (
        <p className={styles.sent}>
          {sent.current < sent.total
            ? messages.sent(formatSize(sent.current), formatSize(sent.total))
            : messages.unpacking}
        </p>
      )}
      {end?.as === "done" && end.images !== undefined && (
        <p className={styles.loaded}>
          {end.images.slice(0, MAX_LOADED).map(({ id, names }) => (
            <Button key={id} onClick={() => look(id, names[0] ?? shortId(id))}>
              {messages.lookInto(names[0] ?? shortId(id))}
            </Button>
          ))}
        </p>
      )}
      {end?.as === "done" && leftOut.length > 0 && <p className={styles.leftOut}>{messages.leftOut(leftOut)}</p>}
      {!end && layers.length > 0 && (
        <ul className={styles.layers} aria-label={messages.layersLabel}>
          {layers.map((layer) => (
            <LayerProgress key={layer.layer} progress={layer} isFile={transfer.kind === "load"} />
          ))}
        </ul>
      )}
      {end?.as === "failed" && (
        <ProblemNote problem={end.problem} action={<LoginAction transfer={transfer} onLogin={onLogin} />} />
      )}
    </section>
  );
}

/** Several, such as attestations, are told by their digest: only the first few. */
function leftOutOf(images: readonly LoadedImage[]): string[] {
  return images
    .flatMap(({ leftOut = [] }) => leftOut)
    .slice(0, MAX_LEFT_OUT)
    .map((name) => (name.startsWith("sha256:") ? name.slice(0, 19) : name));
}

function look(id: Digest, name: string): void {
  showImages(false);
  openImage(id, name, "layers");
}

function LoginAction({ transfer, onLogin }: { transfer: Transfer; onLogin: (registry: string) => void }) {
  const { kind, name, end } = transfer;
  const registry = registryOf(name);
  if (end?.as !== "failed" || end.problem.code !== "registry/unauthorized" || kind === "load" || !registry) return null;
  return (
    <Button className={styles.login} onClick={() => onLogin(registry)}>
      {messages.logInTo(registry)}
    </Button>
  );
}

function titleOf({ kind, name, end }: Transfer): string {
  if (end?.as === "done" && end.standIn !== undefined) return standInWords(name, end.standIn);
  if (end?.as === "done") return messages.done[kind](name, end.isNew, end.names);
  const running = messages.transfers[kind](name);
  return end?.as === "canceled" ? `${running}: ${messages.canceled}` : running;
}
