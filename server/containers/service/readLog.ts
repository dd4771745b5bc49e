import * as fs from "node:fs/promises";
import type { LogOptions, OutputChunk } from "../containers.ts";
import type { LogFiles } from "../logFiles.ts";
import { LogParser, type LogRecord } from "../logRecord.ts";

/** What is known of a log that is still written. */
export interface LogGrowth {
  /** False when nothing more will be written. */
  isGrowing(): boolean;
  /** Resolves when there may be more, or `isGrowing` has changed, or the signal aborts. */
  next(signal: AbortSignal): Promise<void>;
}

const READ = 64 * 1024;

/** A container's output, as `docker logs` asks for it. Reads in pieces, so that a long log blocks nobody. */
export async function* readLog(
  files: LogFiles,
  options: LogOptions,
  growth: LogGrowth,
  signal: AbortSignal,
): AsyncGenerator<OutputChunk, void> {
  const { follow = false, tail, since = 0, until = Number.POSITIVE_INFINITY } = options;
  const reading = new LogReading(files, ({ at }) => at >= since && at <= until);
  try {
    if (tail === undefined) {
      yield* await droppedNote(files);
      yield* reading.rest(signal);
    } else {
      const last = new LastLines(tail);
      for await (const record of reading.rest(signal)) last.push(record);
      yield* last.take();
    }
    if (follow) yield* followLog(reading, until, growth, signal);
  } finally {
    await reading.close();
  }
}

async function* followLog(
  reading: LogReading,
  until: number,
  growth: LogGrowth,
  signal: AbortSignal,
): AsyncGenerator<OutputChunk, void> {
  while (!signal.aborted && Date.now() <= until) {
    // Asked before the files are read: what comes after that is noticed.
    const isLast = !growth.isGrowing();
    const more = growth.next(signal);
    let found = false;
    for await (const record of reading.rest(signal)) {
      found = true;
      yield record;
    }
    if (isLast) return;
    if (!found) await more;
  }
}

async function droppedNote({ dropped }: LogFiles): Promise<OutputChunk[]> {
  const limit = Number(await fs.readFile(dropped, "utf8").catch(() => ""));
  if (limit === 0) return [];
  const { mtimeMs } = await fs.stat(dropped);
  const text = `Strata: older output was dropped; the log of a container is limited to ${limit / 1e6} MB.\n`;
  return [{ stream: "stderr", at: Math.floor(mtimeMs), bytes: Buffer.from(text) }];
}

/** Reads the older file, then the newer one, and then what takes its place. */
class LogReading {
  readonly #files: LogFiles;
  #open: { readonly handle: fs.FileHandle; readonly parser: LogParser; readonly inode: number }[] = [];
  #started = false;
  readonly #isAsked: (record: LogRecord) => boolean;

  constructor(files: LogFiles, isAsked: (record: LogRecord) => boolean) {
    this.#files = files;
    this.#isAsked = isAsked;
  }

  /** Everything asked for that was written since the last call; ends early if the signal aborts. */
  async *rest(signal: AbortSignal): AsyncGenerator<LogRecord, void> {
    if (!this.#started) {
      this.#started = true;
      await this.#enter(this.#files.old);
    }
    for (;;) {
      // Opened before the one at hand is read to its end: a file that was replaced gets no more.
      await this.#enter(this.#files.current);
      const [first] = this.#open;
      if (first === undefined) return;
      for await (const record of readOn(first)) {
        if (signal.aborted) return;
        if (this.#isAsked(record)) yield record;
      }
      if (this.#open.length === 1) return;
      this.#open.shift();
      await first.handle.close();
    }
  }

  async close(): Promise<void> {
    for (const { handle } of this.#open.splice(0)) await handle.close();
  }

  async #enter(path: string): Promise<void> {
    const handle = await fs.open(path, "r").catch(() => undefined);
    if (handle === undefined) return;
    const { ino } = await handle.stat();
    if (this.#open.some(({ inode }) => inode === ino)) await handle.close();
    else this.#open.push({ handle, parser: new LogParser(), inode: ino });
  }
}

async function* readOn({ handle, parser }: { handle: fs.FileHandle; parser: LogParser }): AsyncGenerator<LogRecord> {
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(READ), 0, READ, null);
    if (bytesRead === 0) return;
    yield* parser.push(buffer.subarray(0, bytesRead));
  }
}

/** The last lines of what is pushed, regardless of the stream. */
class LastLines {
  readonly #limit: number;
  #records: { readonly record: LogRecord; readonly breaks: number }[] = [];
  /** Line breaks in all of them. */
  #breaks = 0;

  constructor(limit = 0) {
    this.#limit = limit;
  }

  push(record: LogRecord): void {
    const breaks = countBreaks(record.bytes);
    this.#records.push({ record, breaks });
    this.#breaks += breaks;
    for (;;) {
      const [first] = this.#records;
      if (first === undefined || this.#breaks - first.breaks <= this.#limit) return;
      this.#records.shift();
      this.#breaks -= first.breaks;
    }
  }

  *take(): Generator<LogRecord> {
    const last = this.#records.at(-1)?.record.bytes;
    const unfinished = last !== undefined && last.at(-1) !== 10 ? 1 : 0;
    let extra = this.#breaks + unfinished - this.#limit;
    for (const { record, breaks } of this.#records) {
      const bytes = extra > 0 ? afterBreaks(record.bytes, extra) : record.bytes;
      extra -= breaks;
      if (bytes.length > 0) yield { ...record, bytes };
    }
  }
}

function countBreaks(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** What follows this many line breaks. */
function afterBreaks(bytes: Uint8Array, count: number): Uint8Array {
  let at = 0;
  for (let left = count; left > 0; left -= 1) {
    const next = bytes.indexOf(10, at);
    if (next < 0) return bytes.subarray(bytes.length);
    at = next + 1;
  }
  return bytes.subarray(at);
}
