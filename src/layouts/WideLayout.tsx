import { Panel } from "react-resizable-panels";
import { useProblemCount } from "../features/problems/useProblemCount.ts";
import { useLessonShown } from "../state/lessons/lessonShown.ts";
import { showBottomTab, showResultTab, useLayout } from "../state/page/layout.ts";
import { SplitPanes } from "../ui/SplitPanes.tsx";
import { SplitSeparator } from "../ui/SplitSeparator.tsx";
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
  const result = wide ? "wide-result" : "result";
  return (
    <>
      {drawer && <FilesDrawer />}
      <SplitPanes
        id="columns"
        orientation="horizontal"
        panelIds={drawer ? ["middle", "result"] : [hasLesson ? "lesson" : "files", "middle", result]}
      >
        {!drawer && (hasLesson ? <LessonColumn /> : <FilesColumn />)}
        <Panel id="middle" className={styles.middle ?? ""} minSize={300}>
          <EditorOverLog drawer={drawer} />
          <div className={styles.seams}>{pane.seams()}</div>
        </Panel>
        <SplitSeparator label={messages.resize.result} />
        <Panel
          key={result}
          id={result}
          className={styles.result ?? ""}
          style={{ overflow: "hidden" }}
          defaultSize={drawer || wide ? "42%" : 430}
          minSize={280}
          maxSize="60%"
          collapsible
          groupResizeBehavior={drawer || wide ? "preserve-relative-size" : "preserve-pixel-size"}
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
        </Panel>
      </SplitPanes>
    </>
  );
}

function FilesColumn() {
  return (
    <>
      <Panel
        id="files"
        className={styles.files ?? ""}
        defaultSize={190}
        minSize={130}
        maxSize={420}
        collapsible
        groupResizeBehavior="preserve-pixel-size"
      >
        <div className={styles.whole} data-pane="files">
          {pane.files()}
        </div>
      </Panel>
      <SplitSeparator label={messages.resize.files} />
    </>
  );
}

function EditorOverLog({ drawer }: { drawer: boolean }) {
  const hasStrip = useLessonShown(({ shown }) => drawer && shown);
  const hasLesson = useLessonShown(({ shown, isOpen }) => drawer && shown && isOpen);
  const bottomTab = useLayout((state) => state.bottomTab);
  const problems = useProblemCount();
  return (
    <div className={styles.column}>
      {hasStrip && <div data-pane={hasLesson ? undefined : "lesson"}>{pane.lessonStrip()}</div>}
      <SplitPanes
        id="rows"
        orientation="vertical"
        panelIds={hasLesson ? ["lesson", "editor", "bottom"] : ["editor", "bottom"]}
      >
        {hasLesson && (
          <>
            <Panel id="lesson" style={{ overflow: "hidden" }} minSize={120} defaultSize="50%">
              <div className={styles.whole} data-pane="lesson">
                {pane.lesson()}
              </div>
            </Panel>
            <SplitSeparator label={messages.resize.lesson} />
          </>
        )}
        <Panel id="editor" className={styles.editor ?? ""} style={{ overflow: "hidden" }} minSize={120}>
          <div className={styles.whole} data-pane="editor">
            {pane.editor()}
          </div>
        </Panel>
        <SplitSeparator label={messages.resize.log} />
        <Panel
          id="bottom"
          className={styles.bottom ?? ""}
          style={{ overflow: "hidden" }}
          defaultSize={214}
          minSize={72}
          collapsible
          collapsedSize={34}
          groupResizeBehavior="preserve-pixel-size"
        >
          <div className={styles.whole} data-pane="log">
            <Tabs
              label={messages.build}
              items={bottomTabs(problems)}
              value={bottomTab}
              onChange={showBottomTab}
              trailing={bottomTab === "console" ? pane.consoleTools() : pane.logSummary()}
            />
          </div>
        </Panel>
      </SplitPanes>
    </div>
  );
}
