import { expect, it } from "vitest";
import { BUILDER_DIFFERENCES } from "#contract/builderDifferences.ts";
import type { ImageComparison } from "#contract/imageComparison.ts";
import { builderReasons } from "./builderReasons.ts";

const NONE = { files: 0, folders: 0, bytes: 0 };

function compared(dockerfileText: string, parts: Partial<ImageComparison>): ImageComparison {
  const image = {
    ...{ id: `sha256:${"a".repeat(64)}` as const, tags: [], platform: "linux/amd64", size: 0, visible: 0, files: 0 },
    source: { dockerfile: "Dockerfile", dockerfileText },
  };
  return {
    ...{
      a: image,
      b: image,
      layers: [],
      config: { differences: [], total: 0 },
      history: { differences: [], total: 0 },
    },
    files: { added: NONE, deleted: NONE, changed: NONE, timesOnly: 0 },
    ...parts,
  };
}

const MASKED = { row: 1, a: "ADD https://***@example.org/x /", b: "ADD https://ada:secret@example.org/x /" };

it("names the reason of a row that differs, whichever builder comes first", () => {
  const reason = BUILDER_DIFFERENCES["masked-login"].reason;
  const forwards = compared("FROM scratch", { history: { differences: [MASKED], total: 1 } });
  expect(builderReasons(forwards, ["embedded", "docker"])).toEqual([reason]);
  const swapped = { row: 1, a: MASKED.b, b: MASKED.a };
  const backwards = compared("FROM scratch", { history: { differences: [swapped, swapped], total: 2 } });
  expect(builderReasons(backwards, ["docker", "embedded"])).toEqual([reason]);
});

it("names the reason of files that differ if the Dockerfile keeps a git folder", () => {
  const files = { added: NONE, deleted: NONE, changed: { ...NONE, files: 2 }, timesOnly: 0 };
  const text = "FROM scratch\nADD --keep-git-dir https://example.org/x.git /x\n";
  expect(builderReasons(compared(text, { files }), ["embedded", "docker"])).toEqual([
    BUILDER_DIFFERENCES["git-folder"].reason,
  ]);
  expect(builderReasons(compared("FROM scratch", { files }), ["embedded", "docker"])).toEqual([]);
});

it("names none between two engines", () => {
  const history = { differences: [MASKED], total: 1 };
  expect(builderReasons(compared("FROM scratch", { history }), ["docker", "remote"])).toEqual([]);
});
