import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { RunningServer } from "./runningServer.ts";

/** What a server holds: what is refused must not change it. */
export interface ServerPicture {
  /** Each file of the data folder with its bytes, but those of databases, whose rows count. */
  readonly files: readonly string[];
  readonly rows: readonly string[];
  /** Files of the data folder that it has open, deleted ones too. */
  readonly open: readonly string[];
  readonly threads: number;
}

const DATABASE = /\.db(?:-wal|-shm)?$/;

/** Takes a picture of the data folder and of the process. */
export function pictureOf({ data, process: { pid = 0 } }: RunningServer): ServerPicture {
  const paths = readdirSync(data, { recursive: true, encoding: "utf8" }).sort();
  return {
    files: paths.filter((path) => !DATABASE.test(path)).map((path) => `${path} ${sizeOf(join(data, path))}`),
    rows: paths.filter((path) => path.endsWith(".db")).flatMap((path) => rowsOf(join(data, path))),
    open: openFiles(pid).filter((path) => path.startsWith(data)),
    threads: Number(/^Threads:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]),
  };
}

/** Bytes of a file; a folder may have more or fewer, whatever is in it. */
function sizeOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined || stat.isDirectory() ? "" : `${stat.size}`;
}

/** Of a copy: the server may have the file for itself. */
function rowsOf(path: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "strata-rows-"));
  const copy = join(folder, "copy.db");
  for (const suffix of ["", "-wal"]) if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
  const database = new DatabaseSync(copy);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables.map(({ name }) => {
      const count = database.prepare(`SELECT count(*) AS rows FROM "${name}"`).get()?.rows;
      return `${path} ${name} ${count}`;
    });
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder)
    .flatMap((fd) => {
      try {
        return [readlinkSync(join(folder, fd))];
      } catch {
        // Closed by now.
        return [];
      }
    })
    .sort();
}
