import type { Fix } from "#contract/diagnostic.ts";
import type { LabelKind } from "./hadolintConfig.ts";
import type { Label, Rule, RuleFinding, Step } from "./rule.ts";
import { unquoted } from "./stageSteps.ts";

/** The labels of all steps. */
export function labelsOf(steps: readonly Step[]): readonly Label[] {
  const labels: Label[] = [];
  for (const { instruction, at } of steps) {
    if (instruction.name !== "LABEL") continue;
    for (const pair of instruction.pairs) {
      labels.push({ pair, name: unquoted(pair.key.raw), value: unquoted(pair.value.raw), at });
    }
  }
  return labels;
}

/** A rule about the values of the labels that the schema says are of `kind`. */
export function labelValueRule(
  rule: Omit<Rule, "find" | "message" | "severity"> & {
    readonly kind: LabelKind;
    readonly wrong: string;
    readonly isWrong: (value: string) => boolean;
    readonly mend?: (value: string) => string;
  },
): Rule {
  const { kind, wrong, isWrong, mend, ...rest } = rule;
  const message = (label: string): string => `Label \`${label}\` ${wrong}`;
  return {
    ...rest,
    severity: "warning",
    message: message("<label>"),
    find: ({ labels, config }) =>
      labels.flatMap((label) => {
        if (config.labelSchema[label.name] !== kind || !isWrong(label.value)) return [];
        const mended = mend?.(label.value);
        const fixes = mended === undefined || isWrong(mended) ? [] : [valueFix(label, mended)];
        return [{ message: message(label.name), range: rangeOf(label), at: label.at, fixes }];
      }),
  };
}

function rangeOf({ pair }: Label): RuleFinding["range"] {
  return pair.value.raw === "" ? pair.key.range : pair.value.range;
}

function valueFix({ pair, value }: Label, mended: string): Fix {
  const newText = pair.value.raw.replace(value, mended);
  return { title: `Write ${mended}`, edits: [{ range: pair.value.range, newText }] };
}
