import type { CommandContext } from "../command/commandContext.ts";
import type { ConsoleServices } from "../command/consoleServices.ts";
import type { Program } from "../command/program.ts";
import { openConsoleFiles } from "../files/openConsoleFiles.ts";
import type { WorkspaceView } from "../files/workspaceView.ts";
import type { ScriptHost } from "../shell/runScript.ts";
import { unknownWords } from "../words/otherPrograms.ts";
import { runWord } from "../words/runWord.ts";
import type { WordContext } from "../words/word.ts";
import { WORDS } from "../words/words.ts";
import type { CommandRun } from "./commandRun.ts";

export interface HostOptions {
  readonly owner: string;
  readonly workspace: string;
  readonly services: ConsoleServices;
  readonly programs: ReadonlyMap<string, Program>;
  readonly view: WorkspaceView;
  readonly history: WordContext["history"];
  readonly onBuild: (id: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** What the scripts of a console run with. */
export function sessionHost(options: HostOptions, run: CommandRun): ScriptHost {
  const { owner, workspace, services, programs, view, history, onBuild, onFailure } = options;
  const files = (folder: string) => openConsoleFiles(services, owner, view, folder);
  return {
    signal: run.signal,
    files,
    namesIn: async (folder) => {
      const { tree } = await view.read();
      return (typed) => {
        const at = tree.resolve(folder, typed === "" ? "." : typed);
        return at.kind === "folder" ? tree.names(at.path) : undefined;
      };
    },
    run: (name, args, { state, io, env }) => {
      const context: CommandContext = {
        owner,
        workspace,
        services,
        files: files(state.folder),
        io,
        signal: run.signal,
        onInterrupt: run.onInterrupt,
        onBuild,
        env,
        folder: state.folder,
      };
      const program = programs.get(name);
      if (program !== undefined) return program.run(args, context);
      const word = WORDS.get(name);
      if (word === undefined) return undefined;
      return runWord(word, args, { ...context, shell: state, history, programs: described(programs) });
    },
    unknown: unknownWords,
    onFailure,
  };
}

function described(programs: ReadonlyMap<string, Program>): ReadonlyMap<string, string> {
  return new Map([...WORDS.values(), ...programs.values()].map(({ name, description }) => [name, description]));
}
