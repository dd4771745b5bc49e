import type { Command } from "../../state/commands/commands.ts";
import { WRAP_KEY } from "../../state/page/logView.ts";
import { messages } from "./messages.ts";

export interface KeyRow {
  readonly label: string;
  /** Each is pressed as a whole: "Mod+1". Several are pressed one after the other. */
  readonly keys: readonly string[];
}

export interface KeyGroup {
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

const row = (label: string, ...keys: string[]): KeyRow => ({ label, keys });

/** Every key of the page and the keys of the editor that people look for. */
export const keyGroups = (commands: readonly Command[]): readonly KeyGroup[] => [
  {
    title: messages.groups.page,
    rows: [
      row(messages.build, "Mod+Enter"),
      ...commands.flatMap(({ label, key }) => (key === undefined ? [] : [row(label, key)])),
      row(messages.panes, "F6"),
      row(messages.panesBack, "Shift+F6"),
    ],
  },
  {
    title: messages.groups.log,
    rows: [row(messages.find, "Mod+F"), row(messages.wrap, WRAP_KEY)],
  },
  {
    title: messages.groups.editor,
    rows: [
      row(messages.leave, "Esc", "Tab"),
      row(messages.palette, "F1"),
      row(messages.complete, "Ctrl+Space"),
      row(messages.fix, "Mod+."),
      row(messages.nextProblem, "F8"),
      row(messages.comment, "Mod+/"),
      row(messages.find, "Mod+F"),
      row(messages.rename, "F2"),
      row(messages.format, "Shift+Alt+F"),
    ],
  },
  {
    title: messages.groups.terminal,
    rows: [
      row(messages.leaveTerminal, "Esc", "Tab"),
      row(messages.copy, "Ctrl+Shift+C"),
      row(messages.paste, "Ctrl+V"),
    ],
  },
  {
    title: messages.groups.stack,
    rows: [
      row(messages.walk, "↑", "↓"),
      row(messages.fold, "←", "→"),
      row(messages.open, "Enter"),
      row(messages.resize, "↑", "↓"),
    ],
  },
];
