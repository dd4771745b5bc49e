import * as fs from "node:fs";
import type { Server } from "node:http";
import path from "node:path";

/** The kernel's limit for the path of a Unix socket, in bytes, with the zero at its end. */
const MAX_PATH = process.platform === "darwin" ? 104 : 108;

export const ENGINE_SOCKET = "docker.sock";

/**
 * Lets the server of the Docker Engine API listen in the data folder, which this process has locked: a socket there is
 * of a server that died. If it can't, returns why, as a sentence for the operator; Strata works without it.
 */
export async function listenInFolder(server: Server, dataDir: string): Promise<string | undefined> {
  const socket = path.join(dataDir, ENGINE_SOCKET);
  const reason = whyNot(socket);
  if (reason !== undefined) return `The docker CLI can't use Strata: ${reason}`;
  try {
    fs.rmSync(socket, { force: true });
    await listening(server, socket);
    fs.chmodSync(socket, 0o600);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `The docker CLI can't use Strata: ${socket} can't be opened (${code}).`;
  }
}

export function removeSocket(dataDir: string): void {
  fs.rmSync(path.join(dataDir, ENGINE_SOCKET), { force: true });
}

function whyNot(socket: string): string | undefined {
  if (process.platform === "win32") return "this system has no Unix sockets.";
  const bytes = Buffer.byteLength(socket);
  if (bytes >= MAX_PATH) {
    return `${socket} has ${bytes} bytes, and the path of a socket may have ${MAX_PATH - 1}. Set STRATA_DATA to a shorter path.`;
  }
  const found = fs.lstatSync(socket, { throwIfNoEntry: false });
  if (found === undefined || found.isSocket()) return undefined;
  return `${socket} is not a socket. Remove it, and start Strata again.`;
}

function listening(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
