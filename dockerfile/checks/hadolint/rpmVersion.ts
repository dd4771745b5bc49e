import type { ShellCommand, ShellWord } from "../../shell/shellScript.ts";
import { hasWord, operands, runsWith } from "../../shell/shellWords.ts";
import { inCommands, spanOf } from "./commandFinding.ts";

const WITH_VALUE = ["c", "config", "enablerepo", "disablerepo", "releasever", "installroot", "x", "exclude"];

/** Finds packages that yum or dnf installs in whatever version there is. */
export function unpinnedRpms(tools: readonly string[], groups: readonly string[]) {
  return inCommands((command: ShellCommand) => {
    if (!runsWith(command, tools, ["install"])) return undefined;
    const isModule = hasWord(command, ["module"]);
    if (!isModule && hasWord(command, groups)) return undefined;
    const isPinned = ({ text }: ShellWord): boolean => (isModule ? text.includes(":") : hasVersion(text));
    const names = operands(command, WITH_VALUE);
    const words = names.filter(({ text }) => text !== "install" && text !== "module");
    const place = spanOf(words.filter((word) => !isPinned(word)));
    return place && { place };
  });
}

/** `name-1.2`, a file or an address of a package, or a version in a variable. */
function hasVersion(name: string): boolean {
  if (/\.rpm$/.test(name)) return true;
  const [, ...parts] = name.split("-");
  return parts.every((part) => /^[\w.~^:+${}]*$/.test(part)) && parts.some((part) => /^[\d$]/.test(part));
}
