import { mkdtempSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Notifier } from "#server/waiting/notifier.ts";
import type { LogOptions, OutputChunk } from "../containers.ts";
import { type LogFiles, logFiles } from "../logFiles.ts";
import { LogWriter } from "../process/logWriter.ts";
import { readLog } from "./readLog.ts";

let dir = "";
let files: LogFiles;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "strata-log-"));
  files = logFiles(dir, "c");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const whole = { isGrowing: () => false, next: () => Promise.resolve() };
const never = new AbortController().signal;
const line = (text: string, at = 1, stream: "stdout" | "stderr" = "stdout") => ({
  stream,
  at,
  bytes: Buffer.from(text),
});

async function written(...records: ReturnType<typeof line>[]): Promise<void> {
  const writer = await LogWriter.open(files, 1e6);
  for (const record of records) await writer.append(record);
  await writer.close();
}

async function read(options: LogOptions = {}): Promise<string> {
  let text = "";
  for await (const { bytes } of readLog(files, options, whole, never)) text += Buffer.from(bytes).toString();
  return text;
}

test("a log has what was written, with its stream and time", async () => {
  await written(line("out\n", 5), line("err\n", 7, "stderr"));
  const chunks: OutputChunk[] = [];
  for await (const chunk of readLog(files, {}, whole, never)) chunks.push(chunk);
  expect(chunks.map(({ stream, at, bytes }) => [stream, at, Buffer.from(bytes).toString()])).toEqual([
    ["stdout", 5, "out\n"],
    ["stderr", 7, "err\n"],
  ]);
});

test("a container that has printed nothing has an empty log", async () => {
  expect(await read()).toBe("");
});

test("the last lines are counted over both streams, and an unfinished one counts", async () => {
  await written(line("1\n2\n3\n"), line("4\n5", 2, "stderr"));
  expect([await read({ tail: 2 }), await read({ tail: 3 }), await read({ tail: 0 })]).toEqual(["4\n5", "3\n4\n5", ""]);
  expect(await read({ tail: 100 })).toBe("1\n2\n3\n4\n5");
});

test("a log can be asked for from a time, and until one", async () => {
  await written(line("a", 10), line("b", 20), line("c", 30));
  expect([await read({ since: 20 }), await read({ until: 20 }), await read({ since: 11, until: 29 })]).toEqual([
    "bc",
    "ab",
    "b",
  ]);
});

test("above its limit, a log drops the oldest output and says so", async () => {
  const writer = await LogWriter.open(files, 10_000);
  for (let number = 0; number < 1000; number += 1) await writer.append(line(`line ${number}\n`));
  await writer.close();
  const text = await read();
  expect(text).toMatch(/^Strata: older output was dropped/);
  expect(text).toContain("line 999\n");
  expect(text).not.toContain("line 1\n");
  expect(statSync(files.current).size + statSync(files.old).size).toBeLessThanOrEqual(10_000);
  expect(await read({ tail: 1 })).toBe("line 999\n");
});

test("a log that a killed process wrote in part is continued after its last whole record", async () => {
  await written(line("whole\n"), line("torn\n"));
  truncateSync(files.current, statSync(files.current).size - 2);
  await written(line("next\n"));
  expect(await read()).toBe("whole\nnext\n");
});

test("a log is followed to its end, also into new files", async () => {
  const news = new Notifier();
  let growing = true;
  const growth = { isGrowing: () => growing, next: (signal: AbortSignal) => news.next("c", signal) };
  const writer = await LogWriter.open(files, 10_000);
  const reading = (async () => {
    let text = "";
    for await (const { bytes } of readLog(files, { follow: true, tail: 0 }, growth, never)) text += Buffer.from(bytes);
    return text;
  })();
  let expected = "";
  for (let number = 0; number < 1000; number += 1) {
    const text = `line ${number}\n`;
    expected += text;
    await writer.append(line(text));
    news.notify("c");
    // The reader keeps up: what it never saw before it was dropped is not its fault.
    if (number % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  growing = false;
  news.notify("c");
  await writer.close();
  const text = await reading;
  expect(expected.endsWith(text)).toBe(true);
  expect(text).toContain("line 999\n");
});

test("following ends when the reader has had enough", async () => {
  await written(line("one\n"));
  const news = new Notifier();
  const enough = new AbortController();
  const growth = { isGrowing: () => true, next: (signal: AbortSignal) => news.next("c", signal) };
  const chunks = [];
  for await (const chunk of readLog(files, { follow: true }, growth, enough.signal)) {
    chunks.push(chunk);
    enough.abort();
  }
  expect(chunks).toHaveLength(1);
});
