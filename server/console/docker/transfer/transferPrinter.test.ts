import { describe, expect, it } from "vitest";
import type { TransferProgress } from "#contract/transfer.ts";
import { progressWords } from "./transferLine.ts";
import { TransferPrinter } from "./transferPrinter.ts";

const A = `sha256:${"a".repeat(64)}` as const;
const B = `sha256:${"b".repeat(64)}` as const;

async function printed(isTerminal: boolean, direction: "pull" | "push", reports: TransferProgress[]): Promise<string> {
  const chunks: string[] = [];
  const output = { isTerminal, write: async (chunk: string | Uint8Array) => void chunks.push(String(chunk)) };
  const printer = new TransferPrinter(direction, output, 120);
  for (const report of reports) printer.report(report);
  await printer.finish();
  return chunks.join("");
}

const pull: TransferProgress[] = [
  { layer: A, phase: "preparing" },
  { layer: B, phase: "exists" },
  { layer: A, phase: "downloading", current: 10, total: 100 },
  { layer: A, phase: "downloading", current: 100, total: 100 },
  { layer: A, phase: "verifying" },
  { layer: A, phase: "pulled" },
];

describe("the progress of docker pull", () => {
  it("is a line for each change without a terminal, and no counts", async () => {
    expect(await printed(false, "pull", pull)).toBe(
      [
        "aaaaaaaaaaaa: Pulling fs layer",
        "bbbbbbbbbbbb: Already exists",
        "aaaaaaaaaaaa: Verifying Checksum",
        "aaaaaaaaaaaa: Pull complete",
        "",
      ].join("\n"),
    );
  });

  it("changes a layer's line in place on a terminal", async () => {
    const text = await printed(true, "pull", pull);
    expect(text.startsWith("aaaaaaaaaaaa: Pulling fs layer\nbbbbbbbbbbbb: Already exists\n")).toBe(true);
    expect(text).toContain("\u001b[2A\u001b[2K\raaaaaaaaaaaa: Downloading [=====>");
    expect(text.endsWith("\u001b[2A\u001b[2K\raaaaaaaaaaaa: Pull complete\r\u001b[2B")).toBe(true);
  });
});

describe("the progress of docker push", () => {
  it("has words of its own", async () => {
    const reports: TransferProgress[] = [
      { layer: A, phase: "preparing" },
      { layer: B, phase: "exists" },
      { layer: A, phase: "mounted", from: "library/busybox" },
    ];
    expect(await printed(false, "push", reports)).toBe(
      "aaaaaaaaaaaa: Preparing\nbbbbbbbbbbbb: Layer already exists\naaaaaaaaaaaa: Mounted from library/busybox\n",
    );
  });
});

describe("a progress bar", () => {
  it("is as wide as the docker CLI's", () => {
    expect(progressWords(500, 1000, 120)).toBe(`[${"=".repeat(25)}>${" ".repeat(25)}]     500B/1kB`);
    expect(progressWords(1000, 1000, 80)).toBe("     1kB/1kB");
  });
});
