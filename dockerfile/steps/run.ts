import type { Command, RunInstruction } from "../instructions/instruction.ts";
import { PROXY_ARGS } from "../stages/predefinedArgs.ts";
import { DEFAULT_PATH } from "../stages/stageScope.ts";
import { withShell } from "./commandLine.ts";
import { environmentList } from "./environment.ts";
import { historyRow, runHistoryText } from "./history.ts";
import type { MountPlan, RunOperation } from "./operation.ts";
import { PlanError } from "./planError.ts";
import { agentEnvironment, planMounts } from "./runMounts.ts";
import type { StepScope } from "./scope.ts";
import { absolutePath, type StageState } from "./stageState.ts";
import type { PlanStep } from "./step.ts";

type ShellCommand = Extract<Command, { form: "shell" }>;

/** A RUN that is nothing but one heredoc: `RUN <<EOF`. */
const ONLY_HEREDOC = /^\d*<<-?\s*(?:"[^"]*"|'[^']*'|[^\s<"']+)\s*$/;

/** Where BuildKit mounts a heredoc that has a `#!` line. */
const SCRIPT_FOLDER = "/dev/pipes";

function shellArguments(state: StageState, command: ShellCommand): { argv: string[]; script?: RunOperation["script"] } {
  const [first] = command.heredocs;
  if (first === undefined) return { argv: withShell(state, command.text) };
  if (ONLY_HEREDOC.test(command.text)) {
    if (!first.body.startsWith("#!")) return { argv: withShell(state, first.body) };
    const script = { name: first.name, text: first.body };
    return { argv: withShell(state, `${SCRIPT_FOLDER}/${first.name}`), script };
  }
  // The shell reads the heredocs itself: they are put back behind the command.
  const bodies = command.heredocs.map(({ rawBody, name }) => `\n${rawBody}${name}`);
  return { argv: withShell(state, command.text + bodies.join("")) };
}

/** Proxy build arguments reach RUN under both spellings without ARG, if they are not empty, and never the image. */
function proxyEnvironment(buildArgs: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(buildArgs).flatMap(([name, value]): [string, string][] =>
    value !== "" && PROXY_ARGS.includes(name.toUpperCase())
      ? [
          [name.toUpperCase(), value],
          [name.toLowerCase(), value],
        ]
      : [],
  );
}

function runEnvironment(
  state: StageState,
  scope: StepScope,
  mounts: readonly MountPlan[],
): Pick<RunOperation, "env" | "proxies"> {
  const own = new Map<string, string>();
  state.variables.addTo(own);
  const proxies = proxyEnvironment(scope.buildArgs).filter(([name]) => !own.has(name));
  const env = new Map([["PATH", DEFAULT_PATH], ...proxies, ...own]);
  for (const [name, value] of agentEnvironment(mounts)) if (!env.has(name)) env.set(name, value);
  const names = [...new Set(proxies.map(([name]) => name))];
  return { env: environmentList(env), ...(names.length > 0 && { proxies: names }) };
}

function refuseUnsupported(instruction: RunInstruction): void {
  if (instruction.security === "insecure") {
    const next =
      "Leave out --security=insecure: this builder never runs a command with more rights than a container has.";
    throw new PlanError("build/unsupported", "security.insecure is not allowed", undefined, { next });
  }
}

export const planRun: PlanStep<"RUN"> = (state, instruction, scope, id) => {
  refuseUnsupported(instruction);
  const { command } = instruction;
  const { argv, script } = command.form === "exec" ? { argv: [...command.args] } : shellArguments(state, command);
  if (argv.length === 0) {
    const next = 'Write a command, such as RUN ["ls", "-l"].';
    throw new PlanError("dockerfile/syntax", "arguments are required", undefined, { next });
  }
  const mounts = planMounts(state, instruction, scope);
  state.history.push(historyRow(runHistoryText(argv, state), id, "content"));
  return {
    kind: "run",
    argv,
    ...runEnvironment(state, scope, mounts),
    cwd: absolutePath("/", state.config.WorkingDir ?? ""),
    user: state.config.User ?? "",
    network: instruction.network === "default" ? scope.network : instruction.network,
    mounts,
    ...(script !== undefined && { script }),
  };
};
