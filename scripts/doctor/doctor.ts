/** `npm run doctor`, and `./strata doctor` in a workshop: says what works on this machine. Ends with 1 if there is a problem. */
import fs from "node:fs";
import path from "node:path";
import { ConfigError, readConfig } from "../../server/config.ts";
import { askRegistry, imagesAtHand, ownAddresses, tryPort } from "./askNetwork.ts";
import { type Finding, problem } from "./finding.ts";
import { judgeAddress, judgeNetwork, judgePort } from "./judgeAccess.ts";
import { judgeClass } from "./judgeClass.ts";
import { judgeDisk, judgeMemory, judgeNode, judgePage, judgeSandbox } from "./judgeMachine.ts";
import { tryServer } from "./measureClass.ts";
import { existingFolder, measureDisk } from "./measureDisk.ts";
import { linesOf, summaryOf } from "./report.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const OFFLINE = "--offline";
const USAGE = `doctor [${OFFLINE}]: says what works on this machine. ${OFFLINE} asks no registry.`;

/** In the order of the report; the slow ones last. */
async function* examine(isOffline: boolean): AsyncGenerator<Finding> {
  const config = readConfig();
  yield judgeNode(process.version, wantedNode());
  yield judgePage(fs.existsSync(path.join(ROOT, "dist/index.html")));
  yield judgePort(config, await tryPort(config));
  yield judgeAddress(config, ownAddresses());
  const available = process.availableMemory();
  yield judgeMemory(available, config);
  yield* judgeNetwork(isOffline ? undefined : await askRegistry(config), imagesAtHand(config));
  const dir = existingFolder(config.dataDir);
  try {
    yield judgeDisk(measureDisk(dir), config);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return yield problem("Disk", `${dir} can't be written (${why})`, "Set STRATA_DATA to a folder of yours.");
  }
  const tried = await tryServer(dir);
  if (!tried.ok) return yield problem("Server", `it can't be tried: ${tried.why}`);
  if (tried.builder !== undefined) yield* judgeSandbox(tried.builder);
  if (tried.sample !== undefined) yield judgeClass(tried.sample, available);
}

function wantedNode(): string {
  const manifest: { dependencies: { node: string } } = JSON.parse(
    fs.readFileSync(path.join(ROOT, "package.json"), "utf8"),
  );
  return `v${manifest.dependencies.node}`;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== OFFLINE)) {
    console.error(USAGE);
    return 2;
  }
  const findings: Finding[] = [];
  for await (const finding of examine(args.includes(OFFLINE))) {
    findings.push(finding);
    for (const line of linesOf(finding)) console.log(line);
  }
  const { line, exitCode } = summaryOf(findings);
  console.log(line);
  return exitCode;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
