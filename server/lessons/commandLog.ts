import type { CommandFact } from "#lessons/checks/facts.ts";

/** Commands of one workspace, and workspaces, that are remembered; the oldest go. */
const MOST_COMMANDS = 200;
const MOST_WORKSPACES = 2000;
/** Characters of a command. */
const MOST_LENGTH = 4000;

interface Ran extends CommandFact {
  readonly at: number;
}

/** What was run in the consoles of workspaces, in memory only. */
export class CommandLog {
  readonly #byWorkspace = new Map<string, Ran[]>();

  add(workspace: string, { command, code }: CommandFact, at: number): void {
    const ran = this.#byWorkspace.get(workspace) ?? [];
    ran.push({ command: command.slice(0, MOST_LENGTH), code, at });
    if (ran.length > MOST_COMMANDS) ran.shift();
    this.#byWorkspace.delete(workspace);
    this.#byWorkspace.set(workspace, ran);
    const [oldest] = this.#byWorkspace.keys();
    if (this.#byWorkspace.size > MOST_WORKSPACES && oldest !== undefined) this.#byWorkspace.delete(oldest);
  }

  since(workspace: string, time: number): readonly CommandFact[] {
    return (this.#byWorkspace.get(workspace) ?? []).filter(({ at }) => at >= time);
  }
}
