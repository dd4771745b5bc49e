import path from "node:path";
import { ensurePage } from "./buildPage.mjs";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";
import { runToEnd } from "./runServer.mjs";

const args = process.argv.slice(2);
ensureInstalled();
await ensurePage();
const main = path.join(ROOT, "scripts", "packMain.ts");
const env = { INIT_CWD: process.cwd(), ...process.env };
process.exit(await runToEnd(NODE, ["--disable-warning=ExperimentalWarning", main, ...args], env));
