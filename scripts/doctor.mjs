import path from "node:path";
import { ensureInstalled, NODE, ROOT } from "./install.mjs";
import { runToEnd } from "./runServer.mjs";

const args = process.argv.slice(2);
ensureInstalled();
const main = path.join(ROOT, "scripts", "doctor", "doctor.ts");
process.exit(await runToEnd(NODE, ["--disable-warning=ExperimentalWarning", main, ...args]));
