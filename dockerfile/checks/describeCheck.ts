import { buildCheckExamples, type CheckExample } from "./buildCheckExamples.ts";
import { checkPage } from "./context/checkPage.ts";
import { hadolintRules } from "./hadolint/registry.ts";
import type { RuleSeverity } from "./hadolint/ruleCode.ts";
import { buildChecks } from "./registry.ts";
import { SHELL_CHECK_CODES } from "./shellcheck/shellCheckCodes.ts";

/** What a person may want to know of a check. */
export interface CheckDescription extends CheckExample {
  readonly code: string;
  readonly source: "buildkit" | "hadolint" | "shellcheck";
  readonly title: string;
  readonly why: string;
  readonly severity: RuleSeverity;
  /** Off until it is turned on: by `# check=experimental=…`, or an override in .hadolint.yaml. */
  readonly isOff: boolean;
  readonly href: string;
  /** Checks of BuildKit's that say the same. */
  readonly sameAs: readonly string[];
}

/** Every check there is, BuildKit's first; of ShellCheck's codes those that are found most. */
export const checkDescriptions: readonly CheckDescription[] = [
  ...buildChecks.map(({ name, title, why, page, experimental = false }): CheckDescription => {
    const example = buildCheckExamples[name] ?? { bad: "", good: "" };
    const href = checkPage.buildkit(page);
    return {
      ...example,
      code: name,
      source: "buildkit",
      title,
      why,
      severity: "warning",
      isOff: experimental,
      href,
      sameAs: [],
    };
  }),
  ...Object.values(hadolintRules).map(({ code, title, why, severity, bad, good, sameAs = [] }): CheckDescription => {
    const twins = sameAs.filter((name) => buildChecks.some((check) => check.name === name));
    const isOff = severity === "ignore";
    return {
      code,
      source: "hadolint",
      title,
      why,
      severity,
      isOff,
      bad,
      good,
      sameAs: twins,
      href: checkPage.hadolint(code),
    };
  }),
  ...Object.entries(SHELL_CHECK_CODES).map(
    ([code, described]): CheckDescription => ({
      ...described,
      code,
      source: "shellcheck",
      isOff: false,
      sameAs: [],
      href: checkPage.shellcheck(code),
    }),
  ),
];

const byCode = new Map(checkDescriptions.map((description) => [description.code, description]));

export function describeCheck(code: string): CheckDescription | undefined {
  return byCode.get(code);
}
