import { tell } from "./fileFaults.ts";
import { defineWord } from "./word.ts";

export const exportVariables = defineWord({
  name: "export",
  usage: "[NAME[=VALUE]]...",
  description: "Set variables that commands get as their environment",
  flags: {},
  async run({ args }, context) {
    const { shell, io } = context;
    if (args.length === 0) {
      for (const [name, value] of shell.exported()) await io.stdout.write(`export ${name}=${JSON.stringify(value)}\n`);
    }
    const faults: string[] = [];
    for (const argument of args) {
      const match = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(argument);
      const [, name, value] = match ?? [];
      if (name === undefined) faults.push(`'${argument}': not a valid identifier`);
      else shell.set(name, value ?? shell.value(name), true);
    }
    return tell(context, "export", faults);
  },
});
