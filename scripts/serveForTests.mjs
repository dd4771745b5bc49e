import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensurePage } from "./buildPage.mjs";
import { runServer } from "./runServer.mjs";

/** The real server with the built page and an empty data folder, for as long as the browser tests run. */
await ensurePage();
const data = mkdtempSync(path.join(tmpdir(), "strata-e2e-"));
const code = await runServer([], { STRATA_LOG: "warn", ...process.env, STRATA_DATA: data });
rmSync(data, { recursive: true, force: true });
process.exit(code);
