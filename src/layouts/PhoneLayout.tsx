import { useProblemCount } from "../features/problems/useProblemCount.ts";
import { useLessonShown } from "../state/lessons/lessonShown.ts";
import {
  BOTTOM_TABS,
  type BottomTab,
  type ResultTab,
  showBottomTab,
  showResultTab,
  useLayout,
} from "../state/page/layout.ts";
import { SizedPanel } from "../ui/SizedPanel.tsx";
import { SplitPanes } from "../ui/SplitPanes.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { FilesDrawer } from "./FilesDrawer.tsx";
import { messages } from "./messages.ts";
import styles from "./PhoneLayout.module.css";
import { pane } from "./panes.tsx";
import { bottomTabs, resultTabs } from "./tabs.tsx";

const isBottomTab = (tab: ResultTab | BottomTab): tab is BottomTab => BOTTOM_TABS.some((one) => one === tab);

const showTab = (tab: ResultTab | BottomTab) => (isBottomTab(tab) ? showBottomTab(tab) : showResultTab(tab));

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
        <SplitPanes orientation="vertical">
          {view !== "result" && <div className={styles.editor}>{pane.editor()}</div>}
          {view !== "editor" && (
            <SizedPanel
              id="phone"
              label={messages.resize.editor}
              axis="height"
              place="after"
              start="58%"
              least={100}
              most="80%"
              isAlone={view === "result"}
              className={styles.result}
            >
              <Tabs
                label={messages.result}
                items={[...resultTabs, ...bottomTabs(problems)]}
                value={tab}
                onChange={showTab}
                note={
                  <>
                    {pane.earlierBuild()}
                    {tab === "log" && <div className={styles.logTools}>{pane.logSummary()}</div>}
                    {tab === "console" && <div className={styles.logTools}>{pane.consoleTools()}</div>}
                  </>
                }
              />
            </SizedPanel>
          )}
        </SplitPanes>
      </div>
    </div>
  );
}
