import { join } from "node:path";

/** The files of a container's log. */
export interface LogFiles {
  readonly dir: string;
  /** Written to now. */
  readonly current: string;
  /** What was written before it. */
  readonly old: string;
  /** Made when the first output is dropped; it holds the log's limit in bytes. */
  readonly dropped: string;
}

/** The folder with the logs of all containers. */
function logsDir(dataDir: string): string {
  return join(dataDir, "container-logs");
}

export function logFiles(dataDir: string, id: string): LogFiles {
  const dir = join(logsDir(dataDir), id);
  return { dir, current: join(dir, "current"), old: join(dir, "old"), dropped: join(dir, "dropped") };
}
