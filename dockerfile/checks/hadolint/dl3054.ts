import deprecated from "spdx-license-ids/deprecated.json" with { type: "json" };
import current from "spdx-license-ids/index.json" with { type: "json" };
import { labelValueRule } from "./labels.ts";

/** As hadolint's list, with identifiers that SPDX no longer recommends. */
const LICENSES: ReadonlySet<string> = new Set([...current, ...deprecated]);

export const dl3054 = labelValueRule({
  code: "DL3054",
  title: "Label must be a license",
  why: "The label-schema in .hadolint.yaml declares this label as a license. The value is not in the SPDX list, which is case-sensitive.",
  bad: 'FROM busybox:1.37\nLABEL license="apache 2"\n',
  good: 'FROM busybox:1.37\nLABEL license="Apache-2.0"\n',
  config: { labelSchema: { license: "spdx" } },
  kind: "spdx",
  wrong: "is not a valid SPDX identifier.",
  isWrong: (value) => !isExpression(value),
  mend: (value) =>
    [...LICENSES].find((id) => id.toLowerCase() === value.trim().toLowerCase().replace(/\s+/g, "-")) ?? value,
});

/** Longer texts are no expression that anybody wrote, in UTF-16 code units. */
const MAX_LENGTH = 1000;

/** An identifier, or an expression of some with AND, OR and WITH. */
function isExpression(value: string): boolean {
  if (value.length > MAX_LENGTH) return false;
  const words = value
    .replace(/[()]/g, " ")
    .trim()
    .split(/\s+(?:AND|OR)\s+/);
  return words.every((word) => {
    const [license = "", exception, ...rest] = word.trim().split(/\s+WITH\s+/);
    const known =
      LICENSES.has(license.replace(/\+$/, "")) || /^(DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(license);
    return known && rest.length === 0 && (exception === undefined || /^[\w.-]+$/.test(exception));
  });
}
