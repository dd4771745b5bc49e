import { useLooking } from "../../state/looking/looking.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { flatOffset } from "../../state/together/lineFeedText.ts";
import { useTogether } from "../../state/workspace/together.ts";
import { openPath, useWorkspace } from "../../state/workspace/workspace.ts";
import { drawCarets } from "./drawCarets.ts";
import type { CodeEditor, Detach, Monaco } from "./monacoApi.ts";

/** For a teacher who looks at a learner's page: the line that the learner is in. While both type, carets say it better. */
export function attachLearnersLine(monaco: Monaco, codeEditor: CodeEditor): Detach {
  if (!isReadOnly()) return () => {};
  const drawn = drawCarets(monaco, codeEditor, openPath, "looking");
  const draw = () => {
    const { looking } = useLooking.getState();
    const model = codeEditor.getModel();
    const at = looking.phase === "looking" && looking.learner.state !== "away" ? looking.learner.at : undefined;
    const isTogether = useTogether.getState().phase === "on";
    if (looking.phase !== "looking" || !model || !at?.line || isTogether || at.path !== openPath())
      return drawn.show([]);
    const lineNumber = Math.min(at.line, model.getLineCount());
    const offset = flatOffset(model, { lineNumber, column: 1 });
    drawn.show([{ name: looking.learner.name, role: "learner", path: at.path, anchor: offset, head: offset }]);
  };
  const ends = [useLooking.subscribe(draw), useTogether.subscribe(draw), useWorkspace.subscribe(draw)];
  const onModel = codeEditor.onDidChangeModel(draw);
  draw();
  return () => {
    for (const end of ends) end();
    onModel.dispose();
    drawn.dispose();
  };
}
