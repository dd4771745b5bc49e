import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FAILURE_ADVICE } from "#contract/failureAdvice.ts";
import { problemError } from "#contract/problemError.ts";
import type { MountPlan } from "#dockerfile/steps/operation.ts";
import { giveToSandbox } from "#server/sandbox/executor/sandboxIds.ts";
import { isSet } from "./mountOptions.ts";
import type { MountSet } from "./mountSet.ts";

/** The only agent has the name that `docker build --ssh default` uses. */
const DEFAULT_ID = "default";

interface Relay {
  readonly path: string;
  close(): void;
}

/** A socket of our own in front of the agent's: it gets the owner that the command needs, and ends with the command. */
async function openRelay(agent: string): Promise<Relay> {
  // Below the system's temporary folder: a socket's path may have 107 bytes at most.
  const folder = mkdtempSync(join(tmpdir(), "strata-ssh-"));
  const path = join(folder, "agent");
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect(agent);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => sockets.delete(one));
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  return { path, close };
}

/** Forwards the operator's agent to one command, if there is one. */
export async function sshMount(
  agent: string | undefined,
  mount: MountPlan,
  target: string,
  set: MountSet,
): Promise<void> {
  const { id = DEFAULT_ID, required, mode = "0600", uid = "0", gid = "0" } = mount.options;
  if (agent === undefined || id !== DEFAULT_ID) {
    if (!isSet(required)) return;
    const detail = `unset ssh forward key ${id}: no SSH agent is available to builds under that ID.`;
    const next = FAILURE_ADVICE.ssh;
    throw problemError("build/run-failed", detail, { next });
  }
  const relay = await openRelay(agent);
  set.cleanups.push(async () => relay.close());
  giveToSandbox(relay.path, Number(uid), Number(gid));
  chmodSync(relay.path, Number.parseInt(mode, 8));
  set.mounts.push({ type: "bind", source: relay.path, target, readOnly: false });
}
