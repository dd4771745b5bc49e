import type { LessonFiles, Scenario } from "../scenario.ts";
import { createFindings, type Findings } from "./findings.ts";
import { type FolderFiles, openFolder } from "./folderFiles.ts";
import { type IndexMap, parseIndex } from "./index/indexNode.ts";
import { indexReader } from "./index/indexValues.ts";
import { readMachine } from "./index/machine.ts";
import { readMinutes } from "./index/minutes.ts";
import { readSteps } from "./index/stepList.ts";
import { FILE_START } from "./lessonText.ts";

const INDEX_FILES = ["index.json", "index.yaml", "index.yml"];
const EMPTY: IndexMap = { kind: "map", range: FILE_START, entries: new Map() };

/** Reads a lesson's folder. Never throws: what is wrong is in `mistakes`, what can't be had here in `gaps`. */
export function readScenario(files: LessonFiles): Scenario {
  const findings = createFindings();
  const folder = openFolder(files, findings);
  const file = INDEX_FILES.find((name) => folder.has(name));
  const root = readIndex(file, folder, findings);
  const reader = indexReader(file ?? "index.json", findings);
  const title = reader.text(root, "title")?.text.trim();
  if (title === undefined && root !== EMPTY) {
    findings.error(reader.file, FILE_START, 'This lesson has no title. Add "title" to the object.');
  }
  const minutes = readMinutes(reader.text(root, "time")?.text ?? "");
  const roots = readMachine(root, reader);
  const steps = readSteps(root, { reader, folder, roots });
  return {
    title: title ?? "Lesson without a title",
    description: reader.text(root, "description")?.text.trim() ?? "",
    ...(minutes === undefined ? {} : { minutes }),
    ...steps,
    gaps: findings.gaps,
    mistakes: findings.mistakes,
  };
}

function readIndex(file: string | undefined, folder: FolderFiles, findings: Findings): IndexMap {
  if (file === undefined) {
    findings.error("index.json", FILE_START, "This folder has no index.json. Add one with a title and the steps.");
    return EMPTY;
  }
  const text = folder.text(file, { file, range: FILE_START });
  return (text === undefined ? undefined : parseIndex(file, text, findings)) ?? EMPTY;
}
