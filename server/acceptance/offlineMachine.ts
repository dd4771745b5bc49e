import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { join } from "node:path";

const LOOPBACK_ONLY = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"] as const;
/** Runs inside, and takes the port of each connection from its first two bytes. */
const RELAY = `
  const { createServer, connect } = require("node:net");
  createServer((socket) => {
    socket.once("readable", () => {
      const port = socket.read(2)?.readUInt16BE(0) ?? 0;
      const inner = connect(port, "127.0.0.1");
      for (const [from, to] of [[socket, inner], [inner, socket]]) {
        from.pipe(to);
        from.on("error", () => to.destroy());
      }
    });
  }).listen(process.argv[1], () => console.log("ready"));
`;

/** Whether this user can make a network that has nothing but loopback. */
export function canBeOffline(): boolean {
  const [command, ...args] = LOOPBACK_ONLY;
  return spawnSync(command, [...args, "true"]).status === 0;
}

/** A program in a network of its own that has nothing but loopback, and ways to the ports in there. */
export interface OfflineMachine {
  readonly program: ChildProcess;
  /** A URL out here for a port in there. */
  urlOf(port: number): Promise<string>;
  stop(): Promise<void>;
}

/** `dir` is for the socket of the relay. The program's output is piped. */
export async function startOffline(
  argv: readonly string[],
  { dir, env }: { readonly dir: string; readonly env: NodeJS.ProcessEnv },
): Promise<OfflineMachine> {
  const [command, ...args] = LOOPBACK_ONLY;
  const program = spawn(command, [...args, ...argv], { env, stdio: ["ignore", "pipe", "inherit"] });
  const socket = join(dir, "relay.sock");
  let relay: ChildProcess | undefined;
  const doors = new Map<number, Server>();
  return {
    program,
    async urlOf(port) {
      relay ??= await startRelay(program, socket);
      const door = doors.get(port) ?? (await openDoor(socket, port));
      doors.set(port, door);
      return `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    },
    async stop() {
      for (const door of doors.values()) door.close();
      await Promise.all([program, relay].map((child) => (child === undefined ? undefined : end(child))));
      rmSync(socket, { force: true });
    },
  };
}

async function startRelay(inside: ChildProcess, socket: string): Promise<ChildProcess> {
  const args = [`--net=/proc/${inside.pid}/ns/net`, process.execPath, "-e", RELAY, socket];
  const relay = spawn("nsenter", args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(relay.stdout, "data");
  return relay;
}

async function openDoor(socket: string, port: number): Promise<Server> {
  const door = createServer((outer) => {
    const inner = connect(socket);
    const first = Buffer.alloc(2);
    first.writeUInt16BE(port);
    inner.write(first);
    outer.pipe(inner).pipe(outer);
    outer.on("error", () => inner.destroy());
    inner.on("error", () => outer.destroy());
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  return door;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
