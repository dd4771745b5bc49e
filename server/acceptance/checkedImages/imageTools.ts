import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Docker clients whose engines may be used, such as `docker`, by the image store of the engine. */
const ENGINES = {
  docker: process.env.STRATA_TEST_DOCKER,
  "docker with containerd": process.env.STRATA_TEST_DOCKER_CONTAINERD,
} as const;
const VARIABLES = { docker: "STRATA_TEST_DOCKER", "docker with containerd": "STRATA_TEST_DOCKER_CONTAINERD" } as const;

export type Engine = keyof typeof ENGINES;
export const engines: readonly Engine[] = ["docker", "docker with containerd"];

/** The tools that can be used here; says which can't. */
export async function toolsAtHand(): Promise<ReadonlySet<string>> {
  const installed = ["skopeo", "podman", "umoci"];
  const found = await Promise.all(installed.map(async (tool) => ((await isHere(tool)) ? [tool] : [])));
  const tools = new Set<string>([...found.flat(), ...engines.filter((engine) => ENGINES[engine] !== undefined)]);
  for (const tool of installed) {
    if (!tools.has(tool)) process.stderr.write(`SKIPPED: ${tool} is not installed: none of its archives is read\n`);
  }
  for (const engine of engines) {
    if (tools.has(engine)) continue;
    const why = `${VARIABLES[engine]} names no docker command`;
    process.stderr.write(`SKIPPED: ${why}: no archive of ${engine} is read, and nothing is compared with it\n`);
  }
  return tools;
}

function isHere(program: string): Promise<boolean> {
  return run(program, ["--version"]).then(
    () => true,
    () => false,
  );
}

export async function runTool(program: string, ...args: string[]): Promise<void> {
  await run(program, args);
}

/** Runs the Docker client; throws what it says if it fails. */
export async function runDocker(
  engine: Engine,
  args: readonly string[],
  input?: Uint8Array | string,
  env = {},
): Promise<Buffer> {
  const [command = "", ...first] = (ENGINES[engine] ?? "").split(" ");
  const child = spawn(command, [...first, ...args], { env: { ...process.env, ...env } });
  child.stdin.end(input);
  const [output, told, [code]] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, "close")]);
  if (code !== 0) throw new Error(`docker ${args.join(" ")} ended with ${code}:\n${told}`);
  return output;
}
