import { replaceFix } from "../context/check.ts";
import type { Rule } from "./rule.ts";

const VALID = /^[a-z]([a-z0-9._/-]*[a-z0-9])?$/;
/** Longer keys are not mended, in UTF-16 code units. */
const MENDABLE = 200;
const RESERVED = /^(com\.docker|io\.docker|org\.dockerproject)\./;

export const dl3048: Rule = {
  code: "DL3048",
  severity: "style",
  title: "Label keys are lowercase and dotted",
  message: "Invalid label key.",
  why: "Tools look up labels by their exact key. Docker's guidelines ask for lowercase letters, digits, single dots, and hyphens, and reserve com.docker.",
  bad: "FROM busybox:1.37\nLABEL My_Label=1\n",
  good: "FROM busybox:1.37\nLABEL my-label=1\n",
  find: (context) =>
    context.labels.flatMap(({ name, pair, at }) => {
      // A variable may be anything, but only if it exists.
      const variables = [...name.matchAll(/\$\{?(\w+)/g)];
      if (variables.some(([, variable = ""]) => context.declared.has(variable)) || isValid(name)) return [];
      const mended = name
        .slice(0, MENDABLE + 1)
        .toLowerCase()
        .replace(/[^a-z0-9./-]+/g, "-")
        .replace(/([.-])[.-]+/g, "$1")
        .replace(/^[^a-z]+|[^a-z0-9]+$/g, "");
      const { raw, range } = pair.key;
      const fixes =
        name.length <= MENDABLE && isValid(mended)
          ? [replaceFix(`Write ${mended}`, range, raw.replace(name, mended))]
          : [];
      return [{ range, at, fixes }];
    }),
};

function isValid(name: string): boolean {
  return VALID.test(name) && !RESERVED.test(name) && !/\.\.|--/.test(name);
}
