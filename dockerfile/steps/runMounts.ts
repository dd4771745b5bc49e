import type { RunInstruction, RunMount } from "../instructions/instruction.ts";
import type { MountPlan } from "./operation.ts";
import { PlanError } from "./planError.ts";
import { expand, type StepScope } from "./scope.ts";
import { absolutePath, type StageState } from "./stageState.ts";

const TARGET_KEYS = ["target", "dst", "destination"];
const SOURCE_KEYS = ["source", "src"];

function canonicalKey(key: string): string {
  const lower = key.toLowerCase();
  if (TARGET_KEYS.includes(lower)) return "target";
  if (SOURCE_KEYS.includes(lower)) return "source";
  return lower === "ro" ? "readonly" : lower === "rw" ? "readwrite" : lower;
}

function planMount(state: StageState, mount: RunMount, scope: StepScope): MountPlan {
  const options: Record<string, string> = {};
  for (const [key, raw] of Object.entries(mount.options)) {
    if (key === "from") continue;
    options[canonicalKey(key)] = expand({ raw, range: mount.range }, state);
  }
  const needsTarget = mount.type !== "secret" && mount.type !== "ssh";
  if (options.target !== undefined || needsTarget) {
    const path = absolutePath(state.config.WorkingDir ?? "/", options.target ?? "/");
    // The language lets `//` through, as BuildKit does; nothing can be mounted there.
    if (path === "/") throw new PlanError("dockerfile/syntax", 'invalid mount target "/"', mount.range);
    options.target = path;
  }
  const { from } = mount.options;
  const usesFiles = mount.type === "bind" || mount.type === "cache";
  if (!usesFiles) return { type: mount.type, options };
  if (from !== undefined && from !== "") return { type: mount.type, options, root: scope.rootOf(mount) };
  return mount.type === "bind" ? { type: "bind", options, root: { kind: "context" } } : { type: "cache", options };
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
