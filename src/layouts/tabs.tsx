import { pane } from "../panes.tsx";
import type { BottomTab, ResultTab } from "../state/page/layout.ts";
import type { TabItem } from "../ui/Tabs.tsx";

export const resultTabs: readonly TabItem<ResultTab>[] = [
  { id: "layers", label: "Layers", content: pane.layers() },
  { id: "files", label: "Files", content: pane.imageFiles() },
  { id: "history", label: "History", content: pane.history() },
  { id: "inspect", label: "Inspect", content: pane.inspect() },
];

export const bottomTabs = (problems: number): readonly TabItem<BottomTab>[] => [
  { id: "log", label: "Log", content: pane.log() },
  { id: "problems", label: "Problems", badge: problems, content: pane.problems() },
];
