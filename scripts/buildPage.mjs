import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { NODE, ROOT } from "./install.mjs";

const SOURCES = [
  "src",
  "contract",
  "dockerfile",
  "lessons",
  "examples",
  "public",
  "index.html",
  "class.html",
  "embed.html",
  "vite.config.ts",
  "scripts/entryChunks.ts",
  "scripts/unusedMonaco.ts",
  "package-lock.json",
];
const DIST = path.join(ROOT, "dist");
const STAMP = path.join(ROOT, "node_modules", ".cache", "strata-page");
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|wasm|txt|map)$/;
/** Smaller files travel in one packet anyway, bytes. */
const WORTH_IT = 1024;
/** Larger files would take seconds to make a little smaller still, bytes. */
const LARGE = 4 * 1024 * 1024;
const ENDINGS = [".br", ".gz"];

function* filesBelow(place) {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) return yield place;
  for (const entry of readdirSync(place, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) yield path.join(entry.parentPath ?? entry.path, entry.name);
  }
}

/** What the page is made of: changes with the name, size or time of any file. */
function sourceStamp() {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of [...filesBelow(path.join(ROOT, source))].sort()) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}

async function compress(file, folder) {
  if (await takeFromLast(path.relative(folder, file), file)) return;
  const bytes = await readFile(file);
  if (bytes.length < WORTH_IT) return;
  const [br, gz] = bytes.length < LARGE ? [9, 9] : [5, 6];
  const params = { [constants.BROTLI_PARAM_QUALITY]: br, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await Promise.all([
    promisify(brotliCompress)(bytes, { params }).then((small) => writeFile(`${file}.br`, small)),
    promisify(gzip)(bytes, { level: gz }).then((small) => writeFile(`${file}.gz`, small)),
  ]);
}

/** Vite names its assets by what is in them: one of the same name was compressed before. */
async function takeFromLast(name, file) {
  const last = ENDINGS.map((ending) => path.join(DIST, `${name}${ending}`));
  if (!name.startsWith(`assets${path.sep}`) || !last.every((each) => existsSync(each))) return false;
  await Promise.all(ENDINGS.map((ending, index) => copyFile(last[index], `${file}${ending}`)));
  return true;
}

/** Builds and compresses the page in a folder beside, then puts it in place at once: a running server never sees half. */
async function buildInto(folder) {
  const vite = path.join(ROOT, "node_modules", "vite", "bin", "vite.js");
  const args = [vite, "build", "--logLevel", "warn", "--outDir", folder, "--emptyOutDir"];
  // A test runner's own NODE_ENV would make it a page for development.
  const env = { ...process.env, NODE_ENV: "production" };
  const { status } = spawnSync(NODE, args, { cwd: ROOT, stdio: "inherit", env });
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    console.error("The page could not be built.");
    process.exit(1);
  }
  await Promise.all(
    [...filesBelow(folder)].filter((file) => COMPRESSIBLE.test(file)).map((file) => compress(file, folder)),
  );
  rmSync(DIST, { recursive: true, force: true });
  renameSync(folder, DIST);
}

/** Builds the page into `dist` where its sources changed since it was built last. Ends the process where that fails. */
export async function ensurePage() {
  const stamp = sourceStamp();
  const built = existsSync(STAMP) && existsSync(path.join(DIST, "index.html"));
  if (built && readFileSync(STAMP, "utf8") === stamp) return;
  console.log("Building the page …");
  rmSync(STAMP, { force: true });
  mkdirSync(path.dirname(STAMP), { recursive: true });
  await buildInto(path.join(path.dirname(STAMP), `page-${process.pid}`));
  writeFileSync(STAMP, stamp);
}
