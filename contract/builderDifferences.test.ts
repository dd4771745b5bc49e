import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  BUILDER_DIFFERENCES,
  type BuilderDifference,
  type KnownDifferenceCode,
  knownDifference,
} from "./builderDifferences.ts";

const GIT = "FROM scratch\nADD --keep-git-dir=true https://example.org/x.git /x\n";

const EXAMPLES: Record<KnownDifferenceCode, BuilderDifference> = {
  "stage-layers": { part: "layer", what: "0.1", embedded: "1 files: RUN x" },
  "order-of-work": { part: "step", embedded: "done: COPY a /", buildkit: "canceled: COPY a /", failed: true },
  "workdir-cached": { part: "step", what: "0.1", embedded: "done: WORKDIR /w", buildkit: "cached: WORKDIR /w" },
  "context-layer": { part: "provenance", what: "0", embedded: "base", buildkit: "0.0" },
  "git-folder": { part: "files", what: "/x/.git/packed-refs", embedded: "file 644" },
  "masked-login": {
    part: "history",
    what: "1",
    embedded: "ADD https://***@example.org/x /",
    buildkit: "ADD https://ada:secret@example.org/x /",
  },
  "foreign-run": { part: "problem", embedded: "build/platform", buildkit: "build/run-failed" },
  "mirrors-asked": { part: "problem", embedded: "registry/unreachable", buildkit: "registry/not-found" },
  "snapshot-layers": { part: "layer", embedded: "1 files: RUN x", buildkit: "3 files: RUN x", snapshots: true },
  "snapshot-links": { part: "files", what: "/b", embedded: "= /a", buildkit: "file 644 0:0", snapshots: true },
  "link-names": { part: "result", embedded: "done", buildkit: "failed", snapshots: true },
  "link-replaces": { part: "files", what: "/lnk", embedded: "symlink /real", buildkit: "dir 755", snapshots: true },
};
const TEXTS: Partial<Record<KnownDifferenceCode, string>> = {
  "link-names": "FROM busybox\nCOPY --link --chown=ada a /\n",
  "link-replaces": "FROM busybox\nCOPY --link a /lnk/\n",
};

it.each(Object.entries(EXAMPLES))("names %s as the reason of a difference", (code, difference) => {
  const found = knownDifference(difference, TEXTS[code as KnownDifferenceCode] ?? GIT);
  expect(found).toBe(code);
});

it("does not excuse an engine without containerd's snapshots with them", () => {
  const codes = Object.keys(EXAMPLES).filter((code) => /^(?:snapshot|link)-/.test(code)) as KnownDifferenceCode[];
  for (const code of codes)
    expect(knownDifference({ ...EXAMPLES[code], snapshots: false }, TEXTS[code] ?? GIT), code).toBeUndefined();
});

it.each<[string, BuilderDifference]>([
  ["another result", { part: "result", embedded: "done", buildkit: "failed" }],
  ["a step that was not built here", { part: "step", embedded: "failed: RUN x", buildkit: "done: RUN x" }],
  ["a step that was not found", { part: "step", embedded: "done: RUN x", buildkit: "cached: RUN x" }],
  ["a layer with other files", { part: "layer", embedded: "1 files: RUN x", buildkit: "2 files: RUN x" }],
  ["a file beside the git folder", { part: "files", what: "/x/README", embedded: "a", buildkit: "b" }],
  ["other words in the history", { part: "history", what: "0", embedded: "RUN x", buildkit: "RUN y" }],
])("knows no reason for %s", (_what, difference) => {
  expect(knownDifference(difference, GIT)).toBeUndefined();
});

it("has each reason in the documentation", () => {
  const text = readFileSync(new URL("../docs/comparing.md", import.meta.url), "utf8").replace(/\s+/g, " ");
  for (const { reason } of Object.values(BUILDER_DIFFERENCES)) expect(text).toContain(reason);
});
