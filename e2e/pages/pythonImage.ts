// cspell:ignore sysconfig scandir pycache ensurepip idlelib tkinter PYTHONDONTWRITEBYTECODE
import { execFileSync } from "node:child_process";
import type { APIRequestContext } from "@playwright/test";
import { routes } from "../../contract/routes.ts";

/** Prints what a program in Python needs: the standard library, the libraries it loads by all of their names, the interpreter. */
const LIST = `
import http.server, os, sys, sysconfig
files = {line.split()[-1] for line in open("/proc/self/maps") if line.split()[-1].startswith("/")}
files = {file for file in files if os.path.isfile(file)}
links = [entry.path for folder in {os.path.dirname(file) for file in files} for entry in os.scandir(folder) if entry.is_symlink()]
files |= {link for link in links if os.path.realpath(link) in files}
loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"]
files |= {loader for loader in loaders if os.path.exists(loader)}
print(*sorted(files), sysconfig.get_path("stdlib"), sep="\\n")
`;

/** Of the standard library, by name: what takes most of the space and is not needed. */
const WITHOUT = ["__pycache__", "config-*", "ensurepip", "idlelib", "*-packages", "test", "tkinter"];

/** Makes this machine's own Python an image. Gives the path of `python3` in it; undefined if the machine has none. */
export async function importPython(request: APIRequestContext, name: string): Promise<string | undefined> {
  let files: string[];
  let python: string;
  try {
    const run = (code: string) => execFileSync("python3", ["-ISc", code], { encoding: "utf8" }).trim();
    files = run(LIST).split("\n");
    python = run("import os, sys; print(os.path.realpath(sys.executable))");
  } catch {
    return undefined;
  }
  const tar = execFileSync(
    "tar",
    ["-chf", "-", "--hard-dereference", ...WITHOUT.map((name) => `--exclude=${name}`), "-T", "-"],
    {
      input: files.map((file) => `${file}\n`).join(""),
      maxBuffer: 500e6,
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  const url = `${routes.imageImport()}?name=${encodeURIComponent(name)}&change=${encodeURIComponent("ENV PYTHONDONTWRITEBYTECODE=1")}`;
  const response = await request.post(url, { data: tar, headers: { "content-type": "application/x-tar" } });
  if (!response.ok()) throw new Error(await response.text());
  return python;
}
