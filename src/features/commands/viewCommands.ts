import { joinWords } from "../../lib/shellWords.ts";
import type { ResultTab } from "../../state/page/layout.ts";

/** A command that shows what a view shows. */
export interface ViewCommand {
  readonly tool: "docker" | "crane" | "skopeo";
  readonly command: string;
  /** The console of the page knows it. */
  readonly runsHere: boolean;
}

export interface ViewedImage {
  /** Its name, or its ID as docker shortens it. */
  readonly ref: string;
  /** A registry that has it once it was pushed: `localhost:8080`. */
  readonly registry: string;
}

/** How the history is shown. */
interface HistoryFlags {
  readonly full: boolean;
  readonly raw: boolean;
}

/** The commands that show the same as a tab. */
export function viewCommands(tab: ResultTab, { ref, registry }: ViewedImage, history: HistoryFlags): ViewCommand[] {
  const pushed = `${registry}/${ref}`;
  const docker = (...words: string[]): ViewCommand => {
    return { tool: "docker", command: joinWords(["docker", ...words]), runsHere: true };
  };
  const crane = (command: string): ViewCommand => ({ tool: "crane", command: `crane ${command}`, runsHere: false });
  const skopeo = (command: string): ViewCommand => ({ tool: "skopeo", command: `skopeo ${command}`, runsHere: false });
  const daemon = joinWords([`docker-daemon:${ref}`]);
  const remote = joinWords([pushed]);
  switch (tab) {
    case "layers":
      return [
        docker("history", ref),
        docker("image", "inspect", "-f", "{{json .RootFS.Layers}}", ref),
        crane(`manifest ${remote}`),
        skopeo(`inspect ${daemon}`),
      ];
    case "files":
      return [
        docker("run", "--rm", ref, "ls", "-la", "/"),
        { tool: "docker", command: `docker export $(docker create ${joinWords([ref])}) | tar -tv`, runsHere: false },
        crane(`export ${remote} - | tar -tv`),
        skopeo(`copy ${daemon} dir:image`),
      ];
    case "history":
      return [
        docker("history", ...(history.full ? ["--no-trunc"] : []), ...(history.raw ? ["--human=false"] : []), ref),
        docker("history", "--no-trunc", "--format", "json", ref),
        crane(`config ${remote} | jq .history`),
        skopeo(`inspect --config ${daemon} | jq .history`),
      ];
    case "inspect":
      return [
        docker("image", "inspect", ref),
        crane(`config ${remote}`),
        crane(`manifest ${remote}`),
        skopeo(`inspect --config --raw ${daemon}`),
      ];
    default:
      return [];
  }
}
