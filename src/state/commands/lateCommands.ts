import { create } from "zustand";
import { COMMANDS, type Command } from "./commands.ts";

/** Commands that are not always there: only a teacher can show the class a place. */
export const useLateCommands = create<readonly Command[]>(() => []);

/** Offers commands until the function that it returns is called. */
export function offerCommands(commands: readonly Command[]): () => void {
  useLateCommands.setState((others) => [...others, ...commands], true);
  return () => useLateCommands.setState((others) => others.filter((command) => !commands.includes(command)), true);
}

export const allCommands = (): readonly Command[] => [...COMMANDS, ...useLateCommands.getState()];
