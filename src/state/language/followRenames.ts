import type { WorkspaceSettings } from "#contract/workspace.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { changeSettings, useWorkspace } from "../workspace/workspace.ts";
import { type Analysis, useAnalysis } from "./analysis.ts";

type Names = Pick<Analysis, "stages" | "args">;
type Named = Pick<WorkspaceSettings, "target" | "buildArgs">;

/** Call once: when a stage or an ARG is renamed in the Dockerfile, target and build arguments follow. */
export function followRenames(): () => void {
  let followed = useOpenWorkspace.getState().text;
  return useAnalysis.subscribe((now, before) => {
    const { text } = useOpenWorkspace.getState();
    const isOther = text !== followed;
    followed = text;
    // Names of another workspace are no renames.
    if (isOther) return;
    const change = renamedSettings(useWorkspace.getState().content.settings, before, now);
    if (change) changeSettings(change);
  });
}

/** The changed settings; undefined if nothing they refer to was renamed. */
export function renamedSettings(settings: Named, before: Names, now: Names): Partial<Named> | undefined {
  const stage = renamed(namesOf(before.stages), namesOf(now.stages));
  if (stage && settings.target !== "" && stage.from === settings.target.toLowerCase()) return { target: stage.to };
  const arg = renamed(namesOf(before.args), namesOf(now.args));
  const isGiven = (name: string | undefined) => settings.buildArgs.some((one) => one.name === name);
  if (!arg || !isGiven(arg.from) || isGiven(arg.to)) return undefined;
  const buildArgs = settings.buildArgs.map((one) => (one.name === arg.from ? { ...one, name: arg.to } : one));
  return { buildArgs };
}

type NameList = readonly (string | undefined)[];

function namesOf(things: readonly { readonly name?: string }[]): NameList {
  return things.map(({ name }) => name);
}

/** Exactly one name changed, everywhere it occurred, and nothing else: anything more is not a rename. */
function renamed(before: NameList, now: NameList): { from: string; to: string } | undefined {
  if (before.length !== now.length) return undefined;
  const at = before.findIndex((name, index) => name !== now[index]);
  const [from, to] = [before[at], now[at]];
  if (from === undefined || to === undefined || before.includes(to) || now.includes(from)) return undefined;
  const isRest = before.every((name, index) => now[index] === (name === from ? to : name));
  return isRest ? { from, to } : undefined;
}
