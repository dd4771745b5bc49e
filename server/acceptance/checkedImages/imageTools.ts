import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The command of a Docker client whose engine may be used, such as `docker`. */
const docker = process.env.STRATA_TEST_DOCKER;

/** The tools that can be used here; says which can't. */
export async function toolsAtHand(): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    ["skopeo", "podman", "umoci"].map(async (tool) => ((await isHere(tool)) ? [tool] : [])),
  );
  const tools = new Set(found.flat());
  for (const tool of ["skopeo", "podman", "umoci"]) {
    if (!tools.has(tool)) process.stderr.write(`SKIPPED: ${tool} is not installed: none of its archives is read\n`);
  }
  if (docker !== undefined) return tools.add("docker");
  process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no archive of Docker is read\n");
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
export async function runDocker(args: readonly string[], input?: Uint8Array | string, env = {}): Promise<Buffer> {
  const [command = "", ...first] = (docker ?? "").split(" ");
  const child = spawn(command, [...first, ...args], { env: { ...process.env, ...env } });
  child.stdin.end(input);
  const [output, told, [code]] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, "close")]);
  if (code !== 0) throw new Error(`docker ${args.join(" ")} ended with ${code}:\n${told}`);
  return output;
}
