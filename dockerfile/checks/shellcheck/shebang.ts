import type { Shell } from "../context/shellInForce.ts";

/** The shells that ShellCheck knows. */
const KNOWN = /^(?:sh|bash|dash|ash|ksh|ksh88|ksh93|oksh|busybox)$/;

/**
 * The line that tells ShellCheck which shell reads a script: the heredoc's interpreter or the shell in force. That the
 * script ends where a command fails matters to some checks, other options don't. Undefined for shells that it does not know.
 */
export function shebangOf(interpreter: string | undefined, shell: Shell): string | undefined {
  const words = interpreter === undefined ? shell : interpreter.replace(/^#!\s*/, "").split(/\s+/);
  const [program = "", ...options] = baseName(words[0]) === "env" ? afterOptions(words.slice(1)) : words;
  const name = baseName(program);
  if (!KNOWN.test(name)) return undefined;
  return `#!/bin/${name}${name === "busybox" ? " sh" : ""}${endsOnError(options) ? " -e" : ""}`;
}

function afterOptions(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !word.startsWith("-"));
  return first === -1 ? [] : words.slice(first);
}

function baseName(program = ""): string {
  return program.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
}

/** `-e`, `-ec` or `-o errexit`, before what follows is the script. */
function endsOnError(options: readonly string[]): boolean {
  return options.some((option, index) =>
    option === "errexit" ? /^-\w*o$/.test(options[index - 1] ?? "") : /^-[a-z]*e/.test(option),
  );
}
