import { focusShownTerminal } from "../state/console/terminals.ts";
import type { BottomTab, ResultTab } from "../state/page/layout.ts";
import type { TabItem } from "../ui/Tabs.tsx";
import { messages } from "./messages.ts";
import { pane } from "./panes.tsx";

export const resultTabs: readonly TabItem<ResultTab>[] = [
  { id: "layers", label: messages.tabs.layers, content: pane.layers() },
  { id: "files", label: messages.tabs.files, content: pane.imageFiles() },
  { id: "history", label: messages.tabs.history, content: pane.history() },
  { id: "inspect", label: messages.tabs.inspect, content: pane.inspect() },
  { id: "compare", label: messages.tabs.compare, content: pane.compare() },
];

export const bottomTabs = (problems: number): readonly TabItem<BottomTab>[] => [
  { id: "log", label: messages.tabs.log, content: pane.log() },
  { id: "problems", label: messages.tabs.problems, badge: problems, content: pane.problems() },
  {
    id: "console",
    label: messages.tabs.console,
    mark: pane.consoleMark(),
    content: pane.console(),
    onPress: focusShownTerminal,
  },
];
