import type { LessonEntry } from "#contract/lesson.ts";
import { useKnownLessons } from "../../state/lessons/knownLessons.ts";
import { isLessonIndexPath } from "../../state/lessons/lessonFiles.ts";
import { addNotice } from "../../state/page/notices.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { openOrCreate } from "../../state/workspace/workspaceActions.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { EXAMPLES, type Example } from "./examples.ts";
import { learnItems } from "./learnItems.ts";
import { messages } from "./messages.ts";

/** Lessons, then examples: each opens as a workspace of its own. */
export function LearnMenu() {
  const ready = useWorkspace(({ phase }) => phase === "ready");
  const { lessons, isMissing } = useKnownLessons();
  const canPreview = useWorkspace(({ content }) => content.files.some(({ path }) => isLessonIndexPath(path)));
  const items = learnItems(lessons ?? (isMissing ? "missing" : "loading"), EXAMPLES, {
    openLesson: (lesson) => void openLesson(lesson),
    openExample: (example) => void openExample(example),
    preview: canPreview ? () => void preview() : undefined,
  });
  return (
    <Menu
      items={items}
      onOpenChange={(open) => open && void askForLessons()}
      trigger={
        <Button variant="quiet" disabled={!ready} onPointerEnter={() => void askForLessons()}>
          {messages.menu}
          <Icon name="chevronDown" size={12} />
        </Button>
      }
    />
  );
}

/** What lessons need is loaded late: without a connection it can't be. */
async function openLesson(lesson: LessonEntry): Promise<void> {
  const start = await import("../../state/lessons/startLesson.ts").catch(() => undefined);
  if (start) await start.chooseLesson(lesson);
  else addNotice({ tone: "error", text: messages.failed(lesson.title) });
}

async function preview(): Promise<void> {
  const previewed = await import("../../state/lessons/previewLesson.ts").catch(() => undefined);
  if (previewed) await previewed.previewOrSay();
  else addNotice({ tone: "error", text: messages.notPreviewed });
}

async function askForLessons(): Promise<void> {
  const list = await import("../../state/lessons/lessonList.ts").catch(() => undefined);
  if (list) await list.listOfLessons();
  else useKnownLessons.setState({ isMissing: true });
}

async function openExample(example: Example): Promise<void> {
  try {
    const { loadExample } = await import("./loadExample.ts");
    await openOrCreate(await loadExample(example));
  } catch {
    addNotice({ tone: "error", text: messages.failed(example.title) });
  }
}
