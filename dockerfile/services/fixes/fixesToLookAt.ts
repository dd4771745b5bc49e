import type { Diagnostic } from "#contract/diagnostic.ts";

/**
 * Checks whose fix is a guess at what was meant, or makes another build of it: a person chooses it. What else there is
 * to fix leaves the build as it was meant, and may be fixed unseen.
 */
const TO_LOOK_AT: Readonly<Record<string, string>> = {
  UndefinedVar: "the nearest name may be another variable",
  UndefinedArgInFrom: "the nearest name may be another variable",
  FromPlatformFlagConstDisallowed: "the image is for another platform then",
  WorkdirRelativePath: "the base image may have another working directory",
  DL1001: "what was ignored is found again",
  DL3000: "the base image may have another working directory",
  DL3003: "what follows starts in another directory",
  DL3004: "a user without rights may need it",
  DL3015: "what is recommended may be needed",
  DL3029: "the image is for another platform then",
  DL3044: "the variable has its new value then",
  DL3045: "the base image may have another working directory",
  DL3048: "who reads the label may look for the old name",
  DL3057: "the image then says that it has no health check",
  DL3065: "the image is for another platform then",
  DL4005: "what follows runs in another shell",
  DL4006: "the image may not have that shell",
};

/** Of ShellCheck's fixes those that leave the script as it was meant; a quote or an exit more may not. */
const SAFE_IN_SCRIPTS: ReadonlySet<string> = new Set(["SC2004", "SC2006"]);

/** Whether the first fix of a diagnostic may be made without anybody looking at it. Mistakes are mended by guessing. */
export function isSafeToFix({ code, source, fixes = [] }: Diagnostic): boolean {
  if (source === "shellcheck" && !SAFE_IN_SCRIPTS.has(code)) return false;
  return fixes.length > 0 && source !== "dockerfile" && source !== "strata" && !Object.hasOwn(TO_LOOK_AT, code);
}
