/**
 * For tests: a program that runs as the process of the containers does, as root of its user's namespace, and copies files
 * into a container that runs.
 */
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { ProblemError } from "#contract/problemError.ts";
import { commandProcess } from "#server/sandbox/executor/commandProcess.ts";
import { enterSandboxUser } from "#server/sandbox/executor/sandboxHelper.ts";
import { sandboxIds } from "#server/sandbox/executor/sandboxIds.ts";
import { testTar } from "./archiveTestTar.ts";
import { writeArchive } from "./archiveWrite.ts";
import { openMergedFiles } from "./mergedFiles.ts";
import { openWritableFixture, type RunningWritable } from "./writableFixture.ts";

const ids = sandboxIds();
const fixture = await openWritableFixture({
  name: "this process",
  launch: enterSandboxUser,
  uid: undefined,
  gid: undefined,
  root: ids && { uid: ids.first, gid: ids.first },
  hasIds: true,
});

/** Copies into a folder of the container. */
async function copy(running: RunningWritable, path: string, tar: Readable): Promise<void> {
  const pid = commandProcess(running.helper ?? 0);
  if (running.helper === undefined || pid === undefined) throw new Error("the command's process was not found");
  const files = await openMergedFiles(fixture.blobs, running, []);
  const root = { kind: "process", helper: running.helper, pid } as const;
  const target = { files, root, isReadOnly: false, temporary: join(fixture.dir, "archive"), limitBytes: 1e6 };
  try {
    await writeArchive(target, { container: "c", path }, tar, AbortSignal.timeout(30_000));
  } finally {
    files.close();
  }
}

/** Prints what the container shows. */
async function copyOnce(): Promise<void> {
  const script =
    "mkdir /t /real; ln -s /../../real /t/out; cat /t/f 2>/dev/null || true; echo ready; " +
    "until cat /t/f /real/g 2>/dev/null; do sleep 0.05; done; ls -n /t/f";
  const running = await fixture.begin(script);
  await copy(running, "/t", testTar({ path: "out/g", text: "through a link\n" }, { path: "f", text: "copied in\n" }));
  process.stdout.write(await running.rest());
}

/** Prints what got outside of a container that puts links in the place of folders all the time. */
async function copyWhileSwapped(): Promise<void> {
  const outside = join(fixture.dir, "outside");
  mkdirSync(outside);
  chmodSync(outside, 0o777);
  const swap = `mv /d /e; ln -s ${outside} /d; rm -rf /d; mv /e /d; mkdir -p /d`;
  const script = `set +e; mkdir /d; echo ready; while true; do ${swap}; done`;
  const running = await fixture.begin(script);
  for (let round = 0; round < 30; round++) {
    // Refused if the folder is not there at the moment.
    await copy(running, "/", testTar({ path: "d/f", text: "x" })).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
    });
  }
  running.signal("SIGKILL");
  await running.rest();
  process.stdout.write(JSON.stringify(readdirSync(outside)));
}

try {
  await (process.argv[2] === "swapped" ? copyWhileSwapped() : copyOnce());
} finally {
  await fixture.close();
}
