import type { RunInstruction, RunMount } from "../instructions/instruction.ts";
import { type MountSettings, parseMount } from "../instructions/runMount.ts";
import type { MountPlan } from "./operation.ts";
import { PlanError } from "./planError.ts";
import { expand, type StepScope } from "./scope.ts";
import { absolutePath, type StageState } from "./stageState.ts";

/** What is wrong with a mount was found before its step is planned. */
function expandedMount(state: StageState, { raw, range }: RunMount): MountSettings {
  const settings = parseMount(raw, (value) => expand({ raw: value, range }, state));
  if ("error" in settings) throw new PlanError("dockerfile/syntax", settings.error, range);
  return settings;
}

function planMount(state: StageState, mount: RunMount, scope: StepScope): MountPlan {
  const { type, options: settings } = expandedMount(state, mount);
  const { from, ...options }: Record<string, string> = settings;
  const needsTarget = type !== "secret" && type !== "ssh";
  if (options.target !== undefined || needsTarget) {
    const path = absolutePath(state.config.WorkingDir ?? "/", options.target ?? "/");
    // The language lets `//` through, as BuildKit does; nothing can be mounted there.
    if (path === "/") throw new PlanError("dockerfile/syntax", 'invalid mount target "/"', mount.range);
    options.target = path;
  }
  const usesFiles = type === "bind" || type === "cache";
  if (!usesFiles) return { type, options };
  if (from !== undefined && from !== "") return { type, options, root: scope.rootOf(mount) };
  return type === "bind" ? { type: "bind", options, root: { kind: "context" } } : { type: "cache", options };
}

/** `--mount` flags with their words expanded, targets absolute, other spellings of a key made one. */
export function planMounts(state: StageState, instruction: RunInstruction, scope: StepScope): MountPlan[] {
  let agents = 0;
  return instruction.mounts.map((mount) => {
    const planned = planMount(state, mount, scope);
    if (planned.type !== "ssh") return planned;
    const { target = `/run/buildkit/ssh_agent.${agents}` } = planned.options;
    agents += 1;
    return { ...planned, options: { ...planned.options, target } };
  });
}

/** Where commands find the agent of the first ssh mount: told whether or not there is one. */
export function agentEnvironment(mounts: readonly MountPlan[]): [string, string][] {
  const socket = mounts.find(({ type }) => type === "ssh")?.options.target;
  return socket === undefined ? [] : [["SSH_AUTH_SOCK", socket]];
}
