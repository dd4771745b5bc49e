import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

/** Chromium without windows: the whole one draws an address bar and what drops down from it for every page it opens. */
const WITHOUT_WINDOWS = "chromium-headless-shell";
/** Where Debian's package puts the whole one. */
const DEBIAN = "/usr/bin/chromium";
const NAMES = [WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser that CHROMIUM_PATH names, or one on the PATH; undefined where there is none. */
export function chromiumOnPath() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function run(command, args) {
  return spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], timeout: 600_000 }).status === 0;
}

/** Debian's and Ubuntu's own packages, where we may install them. */
export function installPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const install = () => run("apt-get", ["install", "-qq", "-y", "--no-install-recommends", name]);
  return install() || (run("apt-get", ["update", "-qq"]) && install());
}

/** Finds or gets a browser: the PATH's, Playwright's own download, Debian's package. False where none can be had. */
export function ensureChromium(node, playwright) {
  const found = chromiumOnPath();
  if (found === DEBIAN && process.env.CHROMIUM_PATH === undefined) {
    console.log("Getting Chromium without windows, for tests …");
    if (!installPackage(WITHOUT_WINDOWS)) console.warn("It can't be installed here: the browser tests take longer.");
  }
  if (found !== undefined) return true;
  console.log("Getting Chromium …");
  // Its libraries come from the distribution's packages, which only root can install.
  const withDependencies = process.getuid?.() === 0 ? ["--with-deps"] : [];
  return (
    run(node, [playwright, "install", "--only-shell", ...withDependencies, "chromium"]) ||
    (installPackage("chromium") && chromiumOnPath() !== undefined)
  );
}
