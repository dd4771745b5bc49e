import { spawn } from "node:child_process";
import * as http from "node:http";
import type { AddressInfo } from "node:net";

/** A file that the fixture serves beside its repositories. */
export interface ServedFile {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

export interface SourceServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Requested paths, in order. */
  readonly asked: readonly string[];
  /** Their Authorization headers. */
  readonly logins: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** The header block and the body of a CGI answer. */
function splitAnswer(bytes: Buffer): { head: string; body: Buffer } {
  const end = bytes.indexOf("\r\n\r\n");
  return { head: bytes.subarray(0, end).toString("latin1"), body: bytes.subarray(end + 4) };
}

/** Git's own CGI program: what a real git host speaks. */
function gitBackend(root: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "/", "http://host");
  const env = {
    PATH: process.env.PATH,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers["content-type"],
    CONTENT_LENGTH: request.headers["content-length"],
    HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
    GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
    // The folder may belong to another user in a container.
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
  };
  const child = spawn("git", ["http-backend"], { env, stdio: ["pipe", "pipe", "ignore"] });
  const chunks: Buffer[] = [];
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", () => {
    const { head, body } = splitAnswer(Buffer.concat(chunks));
    const headers = head.split("\r\n").map((line) => line.split(/:\s*/, 2));
    const status = Number.parseInt(headers.find(([name]) => name === "Status")?.[1] ?? "200", 10);
    for (const [name = "", value = ""] of headers)
      if (name !== "" && name !== "Status") response.setHeader(name, value);
    response.writeHead(status).end(body);
  });
}

/** Serves the git repositories below `root` (paths with `.git/` in them), and `files` by path. */
export async function startSourceServer(
  root: string,
  files: Readonly<Record<string, ServedFile>> = {},
): Promise<SourceServer> {
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  const server = http.createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    logins.push(request.headers.authorization);
    const file = files[new URL(path, "http://host").pathname];
    if (file !== undefined) response.writeHead(file.status ?? 200, file.headers).end(file.body);
    else if (path.includes(".git/")) gitBackend(root, request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    logins,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
