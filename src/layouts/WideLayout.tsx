import type { ReactNode } from "react";
import { useProblemCount } from "../features/problems/useProblemCount.ts";
import { useLessonShown } from "../state/lessons/lessonShown.ts";
import { type BottomTab, showBottomTab, showResultTab, useLayout } from "../state/page/layout.ts";
import { SizedPanel } from "../ui/SizedPanel.tsx";
import { SplitPanes } from "../ui/SplitPanes.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { useMediaQuery } from "../ui/useMediaQuery.ts";
import { FilesDrawer } from "./FilesDrawer.tsx";
import { LessonColumn } from "./LessonColumn.tsx";
import { messages } from "./messages.ts";
import { pane } from "./panes.tsx";
import { bottomTabs, resultTabs } from "./tabs.tsx";
import styles from "./WideLayout.module.css";

/** From 700 px: files (a drawer if narrow), editor above log, seams, result. */
export function WideLayout({ drawer }: { drawer: boolean }) {
  const resultTab = useLayout((state) => state.resultTab);
  const hasLesson = useLessonShown((state) => state.shown);
  const wide = useMediaQuery("(width >= 1800px)");
  // A wide screen has sizes of its own: the stack and the files of a layer stand beside each other there.
  const result = drawer ? "narrow-result" : wide ? "wide-result" : "result";
  return (
    <>
      {drawer && <FilesDrawer />}
      <SplitPanes orientation="horizontal">
        {!drawer && (hasLesson ? <LessonColumn /> : <FilesColumn />)}
        <div className={styles.middle}>
          <EditorOverLog drawer={drawer} />
          <div className={styles.seams}>{pane.seams()}</div>
        </div>
        <SizedPanel
          key={result}
          id={result}
          label={messages.resize.result}
          axis="width"
          place="after"
          start={drawer || wide ? "42%" : 430}
          least={280}
          most="60%"
          fold={0}
          className={styles.result}
        >
          <div className={styles.whole} data-pane="result">
            <Tabs
              label={messages.result}
              items={resultTabs}
              value={resultTab}
              onChange={showResultTab}
              trailing={pane.commands({ tab: resultTab })}
              note={pane.earlierBuild()}
            />
          </div>
        </SizedPanel>
      </SplitPanes>
    </>
  );
}

function FilesColumn() {
  return (
    <SizedPanel
      id="files"
      label={messages.resize.files}
      axis="width"
      place="before"
      start={190}
      least={130}
      most={420}
      fold={0}
      className={styles.files}
    >
      <div className={styles.whole} data-pane="files">
        {pane.files()}
      </div>
    </SizedPanel>
  );
}

/** What stands beside the lower tabs. */
const toolsOf: Record<BottomTab, ReactNode> = {
  log: pane.logSummary(),
  problems: undefined,
  console: pane.consoleTools(),
};

function EditorOverLog({ drawer }: { drawer: boolean }) {
  const hasStrip = useLessonShown(({ shown }) => drawer && shown);
  const hasLesson = useLessonShown(({ shown, isOpen }) => drawer && shown && isOpen);
  const bottomTab = useLayout((state) => state.bottomTab);
  const problems = useProblemCount();
  return (
    <div className={styles.column}>
      {hasStrip && <div data-pane={hasLesson ? undefined : "lesson"}>{pane.lessonStrip()}</div>}
      <SplitPanes orientation="vertical">
        {hasLesson && (
          <SizedPanel
            id="lesson-strip"
            label={messages.resize.lesson}
            axis="height"
            place="before"
            start="50%"
            least={120}
            most="70%"
          >
            <div className={styles.whole} data-pane="lesson">
              {pane.lesson()}
            </div>
          </SizedPanel>
        )}
        <div className={styles.editor}>
          <div className={styles.whole} data-pane="editor">
            {pane.editor()}
          </div>
        </div>
        <SizedPanel
          id="bottom"
          label={messages.resize.log}
          axis="height"
          place="after"
          start={214}
          least={72}
          most="80%"
          fold={34}
          className={styles.bottom}
        >
          <div className={styles.whole} data-pane="log">
            <Tabs
              label={messages.build}
              items={bottomTabs(problems)}
              value={bottomTab}
              onChange={showBottomTab}
              trailing={toolsOf[bottomTab]}
            />
          </div>
        </SizedPanel>
      </SplitPanes>
    </div>
  );
}
