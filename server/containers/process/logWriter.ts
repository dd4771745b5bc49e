import { existsSync } from "node:fs";
import * as fs from "node:fs/promises";
import type { LogFiles } from "../logFiles.ts";
import { encodeLogRecord, LogParser, type LogRecord } from "../logRecord.ts";

/**
 * Writes a container's output to two files of half the limit each: when the newer one is full, it takes the place of
 * the older one, whose output is dropped.
 */
export class LogWriter {
  readonly #files: LogFiles;
  readonly #limitBytes: number;
  #handle: fs.FileHandle;
  #size: number;
  #last: Promise<void> = Promise.resolve();

  private constructor(files: LogFiles, limitBytes: number, handle: fs.FileHandle, size: number) {
    this.#files = files;
    this.#limitBytes = limitBytes;
    this.#handle = handle;
    this.#size = size;
  }

  /** Continues an earlier log; what a killed process wrote only in part is cut off. */
  static async open(files: LogFiles, limitBytes: number): Promise<LogWriter> {
    await fs.mkdir(files.dir, { recursive: true });
    const handle = await fs.open(files.current, "a+");
    const parser = new LogParser();
    parser.push(await handle.readFile());
    await handle.truncate(parser.whole);
    return new LogWriter(files, limitBytes, handle, parser.whole);
  }

  /** Resolves when it is written: whoever waits for that can't fill the memory. */
  append(record: LogRecord): Promise<void> {
    this.#last = this.#last.then(() => this.#write(encodeLogRecord(record)));
    return this.#last;
  }

  async close(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#handle.close();
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#size > 0 && this.#size + bytes.length > this.#limitBytes / 2) await this.#turn();
    await this.#handle.appendFile(bytes);
    this.#size += bytes.length;
  }

  async #turn(): Promise<void> {
    const { current, old, dropped } = this.#files;
    if (existsSync(old)) await fs.writeFile(dropped, String(this.#limitBytes));
    await this.#handle.close();
    await fs.rename(current, old);
    this.#handle = await fs.open(current, "a+");
    this.#size = 0;
  }
}
