import { ensurePage } from "./buildPage.mjs";
import { ensureInstalled } from "./install.mjs";
import { runServer } from "./runServer.mjs";

const args = process.argv.slice(2);
const asksForHelp = args.includes("--help") || args.includes("-h");

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Strata needs Node 20 or newer to start; this is ${process.version}.`);
  process.exit(1);
}
ensureInstalled();
if (!asksForHelp) await ensurePage();
process.exit(await runServer(args));
