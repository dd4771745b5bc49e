import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import Docker from "dockerode";
import { parseConfig } from "#server/config.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { type Server, startServer } from "#server/startServer.ts";
import { ENGINE_SOCKET } from "./engineSocket.ts";

export interface TestEngine {
  readonly docker: Docker;
  readonly dir: string;
  readonly socket: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** A server on a folder of its own, and dockerode at its socket. */
export async function startEngine(env: Readonly<Record<string, string>> = {}): Promise<TestEngine> {
  // The path of a socket is short.
  const dir = mkdtempSync(path.join(tmpdir(), "strata-e-"));
  const server = await startServer(parseConfig({ PORT: "0", STRATA_DATA: dir, STRATA_LOG: "error", ...env }));
  const socket = path.join(dir, ENGINE_SOCKET);
  const close = async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { docker: new Docker({ socketPath: socket }), dir, socket, server, close };
}

/** A tar of these files. */
export function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const body = Buffer.from(content);
    const header = tarHeader({ path: name, type: "file", mode: 0o644, uid: 0, gid: 0, size: body.length, mtime: 0 });
    return [header, body, tarPadding(body.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
}

/** What a build said, in one text. Throws its error. */
export async function build(docker: Docker, files: Readonly<Record<string, string>>, options: object): Promise<string> {
  const stream = await docker.buildImage(Readable.from([tarOf(files)]), options);
  const messages = await new Promise<{ stream?: string; error?: string }[]>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
  const error = messages.find((message) => message.error !== undefined)?.error;
  if (error !== undefined) throw new Error(error);
  return messages.map(({ stream: text = "" }) => text).join("");
}

/** Everything that a stream says until it ends. */
export async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces).toString();
}

export interface RawConnection {
  /** What came until this text. Rejects if the connection ends before. */
  until(text: string): Promise<string>;
  /** What came until the end. */
  end(): Promise<string>;
  write(text: string): void;
  readonly socket: net.Socket;
}

/** Bytes as a client sends them, past any HTTP library. */
export function rawConnection(socket: string): RawConnection {
  const connection = net.connect({ path: socket, allowHalfOpen: true });
  let got = "";
  let isOver = false;
  let wake = Promise.withResolvers<void>();
  const changed = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  connection.setEncoding("latin1");
  connection.on("data", (piece: string) => {
    got += piece;
    changed();
  });
  for (const event of ["end", "close", "error"]) {
    connection.on(event, () => {
      isOver = true;
      changed();
    });
  }
  return {
    socket: connection,
    write: (text) => void connection.write(text),
    async until(text) {
      while (!got.includes(text)) {
        if (isOver) throw new Error(`the connection ended after ${JSON.stringify(got.slice(-2000))}`);
        await wake.promise;
      }
      return got;
    },
    async end() {
      while (!isOver) await wake.promise;
      return got;
    },
  };
}

/** A request of these lines, and its whole answer. */
export async function ask(socket: string, lines: readonly string[], body = ""): Promise<string> {
  const connection = rawConnection(socket);
  const length = body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  connection.write([...lines, "Host: docker", "Connection: close", ...length, "", body].join("\r\n"));
  const answer = await connection.end();
  connection.socket.destroy();
  return answer;
}
