import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, checkServerIdentity, connect as connectTls } from "node:tls";
import type { NamedBuilder, TlsFiles } from "../settings/builderSettings.ts";

const PATIENCE_MS = 4000;
/** With TLS 1.3, a server refuses a client's certificate after the client believes that all is well. */
const REFUSAL_MS = 500;
const REFUSED = "REFUSED_CLIENT";

/** What keeps a builder from being reached: the code of an error, and whose file it is about. */
export interface ConnectionFault {
  readonly code: string;
  readonly file?: "ca" | "cert" | "key";
}

/**
 * Connects to a builder's address as buildx does, for buildx does not say why it could not. Undefined if nothing is wrong
 * with the connection, or if it has no address.
 */
export async function connectionFault({ endpoint, tls }: NamedBuilder): Promise<ConnectionFault | undefined> {
  const url = endpoint === undefined || !URL.canParse(endpoint) ? undefined : new URL(endpoint);
  if (url === undefined) return undefined;
  if (url.protocol === "unix:") return await outcome(() => connect(decodeURIComponent(url.pathname)), "connect");
  const address = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port) };
  if (tls !== undefined) return await mutualTlsFault(address, tls);
  const plain = await outcome(() => connect(address), "connect");
  if (plain !== undefined) return plain;
  // Nothing is sent or believed: it only tells whether the other side speaks TLS.
  const secure = await outcome(() => connectTls({ ...address, rejectUnauthorized: false }), "secureConnect");
  return secure === undefined || secure.code === REFUSED ? { code: "WANTS_TLS" } : undefined;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

async function mutualTlsFault(address: Address, tls: TlsFiles): Promise<ConnectionFault | undefined> {
  const files = await readFiles(tls);
  if ("code" in files) return files;
  const name = tls.serverName ?? address.host;
  const options: ConnectionOptions = {
    ...address,
    ...files,
    ...(tls.serverName !== undefined && { servername: tls.serverName }),
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
    ALPNProtocols: ["h2"],
  };
  return await outcome(() => connectTls(options), "secureConnect", REFUSAL_MS);
}

async function readFiles({ ca, cert, key }: TlsFiles) {
  const read: { ca?: Buffer; cert?: Buffer; key?: Buffer } = {};
  for (const [file, path] of [
    ["ca", ca],
    ["cert", cert],
    ["key", key],
  ] as const) {
    try {
      read[file] = await readFile(path);
      if (file !== "key" && hasExpired(read[file])) return { code: "EXPIRED_FILE", file };
    } catch (error) {
      return { code: codeOf(error), file };
    }
  }
  return read;
}

/** Throws if it is not a certificate. */
function hasExpired(pem: Buffer): boolean {
  return Date.parse(new X509Certificate(pem).validTo) < Date.now();
}

/** Waits for the event, and then for an error during `afterwards` milliseconds. */
function outcome(
  open: () => Socket,
  event: "connect" | "secureConnect",
  afterwards = 0,
): Promise<ConnectionFault | undefined> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let socket: Socket | undefined;
    let connected = false;
    const end = (fault: ConnectionFault | undefined) => {
      clearTimeout(timer);
      socket?.destroy();
      resolve(fault);
    };
    try {
      socket = open();
    } catch (error) {
      return end({ code: codeOf(error) });
    }
    timer = setTimeout(() => end({ code: "ETIMEDOUT" }), PATIENCE_MS);
    // Some servers tell why they refuse, others only close.
    socket.on("error", (error) => end({ code: connected ? REFUSED : codeOf(error) }));
    socket.once("close", () => end({ code: connected ? REFUSED : "ECONNRESET" }));
    socket.once(event, () => {
      connected = true;
      clearTimeout(timer);
      timer = setTimeout(() => end(undefined), afterwards);
    });
  });
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
  return code.includes("_ALERT_") ? REFUSED : code;
}
