import { faultOf, faultWords, tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const cd = defineWord({
  name: "cd",
  usage: "[DIRECTORY]",
  description: "Change the current folder; without a folder, to the top of the workspace",
  completes: "folder",
  flags: {},
  // `cd -` goes back.
  async run({ args }, context) {
    const { shell, files, io } = context;
    if (args.length > 1) return tell(context, "cd", ["too many arguments"]);
    const isBack = args[0] === "-";
    if (isBack && shell.previousFolder === undefined) return tell(context, "cd", ["OLDPWD not set"]);
    const name = isBack ? shell.value("OLDPWD") : (args[0] ?? "/");
    const resolved = await files.resolve(name);
    if (resolved.kind !== "folder") {
      return tell(context, "cd", [`${name}: ${faultOf(resolved) ?? faultWords("not-folder")}`]);
    }
    shell.previousFolder = shell.folder;
    shell.folder = resolved.path;
    if (isBack) await io.stdout.write(`${shell.value("PWD")}\n`);
    return 0;
  },
});
