import { createSocket } from "node:dgram";
import { getServers } from "node:dns";
import { connect, isIPv6 } from "node:net";
import { answers, type DnsQuestion, emptyAnswer, parseQuestion, RCODE, TYPE_AAAA } from "./dnsMessage.ts";

export type DnsTransport = "udp" | "tcp";

interface Resolver {
  readonly host: string;
  readonly port: number;
}

const TRY_MILLISECONDS = 2_500;
const ROUNDS = 2;

/**
 * The name server that a guest sees: forwards queries to the machine's own resolvers, byte for byte. The guest has no
 * IPv6, so the answer to a question for AAAA is empty. Undefined for anything but a query.
 */
export async function answerQuery(
  query: Buffer,
  transport: DnsTransport,
  signal: AbortSignal,
  resolvers: readonly string[] = getServers(),
): Promise<Buffer | undefined> {
  const question = parseQuestion(query);
  if (!question) return undefined;
  if (question.type === TYPE_AAAA) return emptyAnswer(query, question, RCODE.noError);
  const ask = transport === "udp" ? askByUdp : askByTcp;
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of resolvers) {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(TRY_MILLISECONDS)]);
      const answer = await ask(parseResolver(text), query, question, limited).catch(() => undefined);
      if (answer || signal.aborted) return answer;
    }
  }
  return emptyAnswer(query, question, RCODE.serverFailure);
}

/** `1.2.3.4`, `1.2.3.4:53`, `::1`, `[::1]:53`: the form of `dns.getServers`. */
function parseResolver(text: string): Resolver {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { host: bracketed ?? plain ?? text, port: Number(port ?? 53) };
}

function askByUdp(to: Resolver, query: Buffer, question: DnsQuestion, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Each query has its own socket, so its port is hard to guess.
    const socket = createSocket(isIPv6(to.host) ? "udp6" : "udp4");
    let settled = false;
    const done = (settle: () => void) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener("abort", onAbort);
      socket.close();
      settle();
    };
    const onAbort = () => done(() => reject(signal.reason));
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("error", (error) => done(() => reject(error)));
    socket.on("message", (message) => {
      if (answers(message, query, question)) done(() => resolve(message));
    });
    // Connected, so the kernel accepts answers only from this resolver, and fails at once if it is not listening.
    socket.once("connect", () => socket.send(query));
    socket.connect(to.port, to.host);
  });
}

function askByTcp(to: Resolver, query: Buffer, question: DnsQuestion, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: to.host, port: to.port, signal });
    let received = Buffer.alloc(0);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("The resolver closed the connection.")));
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const message = received.subarray(2, 2 + received.readUInt16BE(0));
      if (answers(message, query, question)) resolve(message);
      socket.destroy();
    });
    socket.write(withLength(query));
  });
}

/** RFC 1035 §4.2.2: over TCP each message follows its length. */
export function withLength(message: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(message.length + 2);
  framed.writeUInt16BE(message.length, 0);
  message.copy(framed, 2);
  return framed;
}
