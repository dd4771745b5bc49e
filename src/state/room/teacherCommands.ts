import type { Command } from "../commands/commands.ts";
import { messages } from "./messages.ts";
import { showHere, stopShowing } from "./showHere.ts";

/** What whoever teaches a room can do on a page with an editor. */
export const teacherCommands = (room: string): readonly Command[] => [
  { id: "look", label: messages.look, key: "Mod+9", run: () => void showHere(room) },
  { id: "stopLook", label: messages.stopLook, run: () => void stopShowing(room) },
];
