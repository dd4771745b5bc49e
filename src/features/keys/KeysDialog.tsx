import { keyWords } from "../../lib/platformKeys.ts";
import { COMMANDS } from "../../state/commands/commands.ts";
import { showKeys, useKeysShown } from "../../state/commands/keysShown.ts";
import { useLateCommands } from "../../state/commands/lateCommands.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./KeysDialog.module.css";
import { type KeyGroup, keyGroups } from "./keyList.ts";
import { messages } from "./messages.ts";

/** The list of keys, opened by `?`. */
export function KeysDialog() {
  const shown = useKeysShown((state) => state.shown);
  const late = useLateCommands();
  return (
    <Dialog open={shown} onOpenChange={showKeys} title={messages.title} size="wide">
      <div className={styles.groups}>
        {keyGroups([...COMMANDS, ...late]).map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ group: { title, rows } }: { group: KeyGroup }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.rows}>
        {rows.map(({ label, keys }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd className={styles.keys}>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {keyWords(key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
