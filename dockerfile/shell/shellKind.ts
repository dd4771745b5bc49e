import { resolveWord } from "./resolveWord.ts";

/** Whether scripts of this shell are POSIX: PowerShell's and cmd's are another language. */
export function isPosixShell(program: string): boolean {
  const name = resolveWord(program)
    .text.replace(/^.*[\\/]/, "")
    .replace(/\.exe$/i, "");
  return !/^(pwsh|powershell|cmd)\b/i.test(name);
}

const WINDOWS_IMAGE = /(^|\/)windows(\/|$)|nanoserver|servercore|windowsservercore/;

/** Whether an image's name says that it is one for Windows. */
export function isWindowsImage(name: string): boolean {
  return WINDOWS_IMAGE.test(name);
}
