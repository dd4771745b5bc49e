import { expect, it } from "vitest";
import type { FileVersion } from "#contract/imageFile.ts";
import { versionWords } from "./versionWords.ts";

const maker = { layer: 1, row: 1, instruction: "RUN", text: "x", base: false };
const file = { type: "file", size: 1, mode: 0o644, uid: 0, gid: 0, mtime: 0 } as const;
const words = (version: object) => versionWords({ ...maker, file, ...version } as FileVersion);

it("says what a layer did to a file", () => {
  expect(words({ change: "added" })).toBe("made it");
  expect(words({ change: "added", base: true })).toBe("brought it with the base image");
  expect(words({ change: "changed", differences: ["content", "mode", "owner"] })).toBe(
    "changed its content, mode, and owner",
  );
  expect(words({ change: "changed", differences: [] })).toBe("stored it again as it was");
  expect(words({ change: "changed", differences: [], contentUnknown: true })).toBe(
    "stored it again; too large to compare",
  );
  expect(words({ change: "deleted" })).toBe("hid it");
  expect(words({ change: "deleted", with: "/app" })).toBe("hid it, with /app");
});
