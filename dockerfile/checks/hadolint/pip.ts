import type { ShellCommand } from "../../shell/shellScript.ts";

/** Whether it is `pip install`, `pip3 install` or `python -m pip install`. */
export function isPipInstall({ name, words }: ShellCommand): boolean {
  const texts = words.map(({ text }) => text);
  if (/^(.*\/)?pip[\d.]*$/.test(name)) return texts.includes("install");
  if (!/^(.*\/)?python[\d.]*$/.test(name)) return false;
  const at = texts.indexOf("-m");
  return at !== -1 && texts[at + 1] === "pip" && texts.includes("install");
}
