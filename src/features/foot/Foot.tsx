import type { ReactNode } from "react";
import { showKeys } from "../../state/commands/keysShown.ts";
import { useEditor } from "../../state/editor/editor.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { countProblems } from "../../state/language/problemCounts.ts";
import { useLive } from "../../state/live/liveStatus.ts";
import { builderOf } from "../../state/page/builders.ts";
import { useHealth } from "../../state/page/health.ts";
import { showBottomTab } from "../../state/page/layout.ts";
import { useTabOut } from "../../state/page/tabOut.ts";
import { useBuilderOutlook } from "../../state/plan/builderOutlook.ts";
import { useMe } from "../../state/room/me.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { useChosenBuilder } from "../../state/workspace/chosenBuilder.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { BuilderButton } from "./BuilderButton.tsx";
import styles from "./Foot.module.css";
import { messages } from "./messages.ts";
import { NextBuild } from "./NextBuild.tsx";
import { PhoneViewSwitch } from "./PhoneViewSwitch.tsx";
import { problemWords } from "./problemWords.ts";

interface FootProps {
  phone: boolean;
  /** The newest notification. */
  notice: ReactNode;
  /** What Live does, if it is on. */
  live: ReactNode;
  /** What a room has here, if this browser is in one. */
  room: ReactNode;
}

export function Foot({ phone, notice, live, room }: FootProps) {
  // It builds what is next before anybody could read of it.
  const isLiveOn = useLive(({ status }) => status.phase !== "off");
  // A room takes the place of what a whole class has in common.
  const isLearner = useMe(({ me }) => me?.learner !== undefined);
  return (
    <div className={styles.foot}>
      {!(phone && isLearner) && <BuilderButton phone={phone} />}
      {!phone && !isLearner && <Platform />}
      {live}
      <NextBuild hidden={phone || isLiveOn} />
      {room}
      <div className={styles.notice}>{notice}</div>
      {!phone && <LeaveHint />}
      {phone ? <PhoneViewSwitch /> : <CursorPosition />}
      {phone && <div className={styles.space} />}
      <Problems phone={phone} />
      {!phone && (
        <button type="button" className={styles.problems} onClick={() => showKeys(true)}>
          <kbd className={styles.key}>?</kbd> {messages.keys}
        </button>
      )}
    </div>
  );
}

function Platform() {
  const state = useHealth((store) => store.state);
  const platform = useWorkspace(({ content }) => content.settings.platform);
  const builder = useChosenBuilder();
  const outlook = useBuilderOutlook();
  const ofBuilder = state.phase === "up" ? builderOf(state.health, builder, outlook)?.platforms[0] : undefined;
  return <span>{platform.split(",").filter(Boolean).join(", ") || ofBuilder}</span>;
}

/** Tab indents in the editor, and completes in a terminal: how to get out of it. */
function LeaveHint() {
  const { holder, tabLeaves } = useTabOut();
  if (holder === undefined) return null;
  return <span>{tabLeaves ? messages.tabLeaves[holder] : messages.escThenTab}</span>;
}

function CursorPosition() {
  const { line, character } = useEditor((state) => state.cursor);
  return <span>{messages.cursor(line + 1, character + 1)}</span>;
}

function Problems({ phone }: { phone: boolean }) {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const failure = useLinks((state) => state.failure);
  return (
    <button type="button" className={styles.problems} onClick={() => showBottomTab("problems")}>
      {problemWords(countProblems(failure, diagnostics), phone)}
    </button>
  );
}
