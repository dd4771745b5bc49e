import { changeHistoryView, useHistoryView } from "../../state/page/historyView.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./HistoryPane.module.css";
import { messages } from "./messages.ts";

/** How the history is shown: the flags of `docker history`, and the order of its rows. */
export function HistoryTools() {
  const { full, raw, newestFirst } = useHistoryView();
  return (
    <div className={styles.tools}>
      <button
        type="button"
        className={styles.order}
        title={messages.orderDetail(newestFirst)}
        onClick={() => changeHistoryView({ newestFirst: !newestFirst })}
      >
        <Icon name={newestFirst ? "chevronDown" : "chevronUp"} size={12} />
        {messages.order(newestFirst)}
      </button>
      <label className={styles.switch} title={messages.fullDetail}>
        <input type="checkbox" checked={full} onChange={(event) => changeHistoryView({ full: event.target.checked })} />
        {messages.fullCommands}
      </label>
      <label className={styles.switch} title={messages.rawDetail}>
        <input type="checkbox" checked={raw} onChange={(event) => changeHistoryView({ raw: event.target.checked })} />
        {messages.raw}
      </label>
    </div>
  );
}
