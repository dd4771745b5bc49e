import { labelValueRule } from "./labels.ts";

const NUMBER = "(?:0|[1-9]\\d*)";
const PARTS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const SEMVER = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${PARTS})?(?:\\+${PARTS})?$`);

export const dl3056 = labelValueRule({
  code: "DL3056",
  title: "Label must be a semantic version",
  why: "The label-schema in .hadolint.yaml declares this label as a semantic version. That is three numbers separated by dots, with nothing before them.",
  bad: 'FROM busybox:1.37\nLABEL version="v1.2.3"\n',
  good: 'FROM busybox:1.37\nLABEL version="1.2.3"\n',
  config: { labelSchema: { version: "semver" } },
  kind: "semver",
  wrong: "does not conform to semantic versioning.",
  isWrong: (value) => !SEMVER.test(value),
  mend: (value) =>
    value.replace(/^v/, "").replace(/^\d+(\.\d+)?$/, (short, minor) => `${short}${minor === undefined ? ".0" : ""}.0`),
});
