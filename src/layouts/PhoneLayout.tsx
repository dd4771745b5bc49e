import { Panel } from "react-resizable-panels";
import { useProblemCount } from "../features/problems/useProblemCount.ts";
import { useLessonShown } from "../state/lessons/lessonShown.ts";
import {
  BOTTOM_TABS,
  type BottomTab,
  type PhoneView,
  type ResultTab,
  showBottomTab,
  showResultTab,
  useLayout,
} from "../state/page/layout.ts";
import { SplitPanes } from "../ui/SplitPanes.tsx";
import { SplitSeparator } from "../ui/SplitSeparator.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { FilesDrawer } from "./FilesDrawer.tsx";
import { messages } from "./messages.ts";
import styles from "./PhoneLayout.module.css";
import { pane } from "./panes.tsx";
import { bottomTabs, resultTabs } from "./tabs.tsx";

const isBottomTab = (tab: ResultTab | BottomTab): tab is BottomTab => BOTTOM_TABS.some((one) => one === tab);

const showTab = (tab: ResultTab | BottomTab) => (isBottomTab(tab) ? showBottomTab(tab) : showResultTab(tab));

const panelsOf: Record<PhoneView, string[]> = {
  both: ["editor", "result"],
  editor: ["editor"],
  result: ["result"],
};

/** Under 700 px: the editor above the result, or either alone; one row of tabs for everything a build produces. A lesson covers both. */
export function PhoneLayout() {
  const tab = useLayout((state) => state.phoneTab);
  const view = useLayout((state) => state.phoneView);
  const problems = useProblemCount();
  const hasLesson = useLessonShown((state) => state.shown);
  const isCovered = useLessonShown(({ shown, isOpen }) => shown && isOpen);
  return (
    <div className={styles.phone}>
      <FilesDrawer />
      {hasLesson && (
        <div className={isCovered ? styles.lesson : undefined} data-pane="lesson">
          {pane.lessonStrip()}
          {isCovered && <div className={styles.pane}>{pane.lesson()}</div>}
        </div>
      )}
      <div className={styles.work} inert={isCovered}>
        <SplitPanes id="phone" orientation="vertical" panelIds={panelsOf[view]}>
          {view !== "result" && (
            <Panel
              id="editor"
              className={styles.editor ?? ""}
              style={{ overflow: "hidden" }}
              minSize={100}
              defaultSize="42%"
            >
              {pane.editor()}
            </Panel>
          )}
          {view === "both" && <SplitSeparator label={messages.resize.editor} />}
          {view !== "editor" && (
            <Panel id="result" className={styles.result ?? ""} style={{ overflow: "hidden" }} minSize={100}>
              <Tabs
                label={messages.result}
                items={[...resultTabs, ...bottomTabs(problems)]}
                value={tab}
                onChange={showTab}
                trailing={!isBottomTab(tab) && pane.commands({ tab })}
                note={
                  <>
                    {pane.earlierBuild()}
                    {tab === "log" && <div className={styles.logTools}>{pane.logSummary()}</div>}
                    {tab === "console" && <div className={styles.logTools}>{pane.consoleTools()}</div>}
                  </>
                }
              />
            </Panel>
          )}
        </SplitPanes>
      </div>
    </div>
  );
}
