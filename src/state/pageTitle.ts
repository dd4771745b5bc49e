import { useBuild } from "./build/build.ts";
import { type BuildState, isBusy } from "./build/buildState.ts";
import { useLooking } from "./looking/looking.ts";
import { messages } from "./messages.ts";
import { useWorkspace } from "./workspace/workspace.ts";

/** What the browser's tab says: the workspace, and how its build is doing, for a person who looks at another tab. */
export function pageTitle(workspace: string, build: BuildState): string {
  const title = messages.title(workspace);
  if (isBusy(build)) return messages.building(title);
  if (build.phase === "done") return messages.built(title);
  return build.phase === "failed" || build.phase === "refused" ? messages.failed(title) : title;
}

/** Call once: keeps the title of the page up to date. */
export function startPageTitle(): void {
  const update = () => {
    const { looking } = useLooking.getState();
    const { name } = useWorkspace.getState().content;
    // A teacher has several learners' pages in tabs.
    const shown = looking.phase === "looking" ? `${looking.learner.name}: ${name}` : name;
    document.title = pageTitle(shown, useBuild.getState().build);
  };
  useWorkspace.subscribe(({ content }, before) => content.name !== before.content.name && update());
  useLooking.subscribe(update);
  useBuild.subscribe(({ build }, before) => build.phase !== before.build.phase && update());
  update();
}
