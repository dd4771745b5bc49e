import { startSharing, useOwnShares } from "../../state/share/ownShares.ts";
import { useShared } from "../../state/workspace/shared.ts";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import { MyShares } from "./MyShares.tsx";
import { messages } from "./messages.ts";
import { NewShare } from "./NewShare.tsx";
import { ShareLinks } from "./ShareLinks.tsx";
import styles from "./SharePanel.module.css";

/** What is shared, its link, and the person's other shares. A shared copy that is not forked has a link already. */
export function SharePanel() {
  const { making, list } = useOwnShares();
  const shared = useShared((state) => state.share);
  const share = shared ?? (making.phase === "made" ? making.share : undefined);
  return (
    <div className={styles.panel}>
      <h3 className={styles.title}>{messages.title}</h3>
      {making.phase === "failed" && <ProblemNote problem={making.problem} />}
      {share ? <ShareLinks share={share} /> : <NewShare busy={making.phase === "making"} />}
      {share && share !== shared && (
        <button type="button" className={styles.link} onClick={startSharing}>
          {messages.again}
        </button>
      )}
      {list && list.shares.length > 0 && <MyShares shares={list.shares} />}
    </div>
  );
}
