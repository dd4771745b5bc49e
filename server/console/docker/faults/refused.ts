import type { FlagSpec } from "../../command/flags.ts";

/** A flag of the real CLI that does nothing here: `why` follows its name. */
export function refused(
  name: string,
  takesValue: boolean,
  why: string,
  short?: string,
): Extract<FlagSpec, { kind: "unsupported" }> {
  return {
    kind: "unsupported",
    takesValue,
    description: "",
    reason: `--${name} ${why}`,
    ...(short !== undefined && { short }),
  };
}
