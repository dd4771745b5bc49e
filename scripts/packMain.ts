/** `npm run pack`: see pack/packOptions.ts. Ends with 1 if an image can't be pulled, with 2 if the options are wrong. */
import path from "node:path";
import { ProblemError } from "../contract/problemError.ts";
import { ConfigError, readConfig } from "../server/config.ts";
import { registrySettingsOf } from "../server/registrySettingsOf.ts";
import { parsePackOptions } from "./pack/packOptions.ts";
import { packWorkshop } from "./pack/packWorkshop.ts";
import { machineOf } from "./pack/startScript.ts";
import { tellerOf } from "./pack/teller.ts";

const root = path.resolve(import.meta.dirname, "..");

async function pack(): Promise<readonly string[]> {
  const machine = machineOf(process.platform, process.arch);
  if (machine === undefined) return ["A workshop is packed on Linux on amd64 or arm64: it has this machine's Node."];
  const parsed = parsePackOptions(process.argv.slice(2), `strata-workshop-${machine}.tgz`);
  if (!parsed.ok) return parsed.mistakes;
  return await packWorkshop(parsed.options, {
    root,
    // npm runs scripts in the project's folder, and names the one that it was called in.
    from: process.env.INIT_CWD ?? process.cwd(),
    machine,
    settings: registrySettingsOf(readConfig()),
    cacheDir: path.join(root, "node_modules/.cache/workshop-images"),
    teller: tellerOf(process.stdout),
  });
}

/** A full disk, a folder that can't be written. */
function isFromSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

try {
  const mistakes = await pack();
  for (const mistake of mistakes) console.error(mistake);
  process.exitCode = mistakes.length > 0 ? 2 : 0;
} catch (error) {
  if (error instanceof ProblemError) {
    const { code, detail, next } = error.problem;
    // The problem's own advice is for a build: to use an image that is here.
    const advice = code === "registry/unreachable" ? "Check the network, or set STRATA_REGISTRY_MIRROR." : next;
    console.error([detail, advice].filter((part) => part !== undefined).join(" "));
  } else if (error instanceof ConfigError || isFromSystem(error)) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}
