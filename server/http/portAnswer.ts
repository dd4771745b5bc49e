import http from "node:http";
import { StringDecoder } from "node:string_decoder";
import type { PublishedPort } from "#contract/container.ts";
import type { PortAnswer } from "#contract/containerCalls.ts";

/** Bytes of the body that are read, and lines of it that are shown. */
const MOST_BYTES = 8192;
const MOST_LINES = 12;
/** Characters of a line that are shown. */
const MOST_WIDTH = 200;
/** Milliseconds from connecting to the last byte that is waited for. */
const PATIENCE = 2000;

const TEXT = /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml|javascript)\b)/i;

/**
 * Asks for `/` on a published port as a browser without cookies would. A container may answer anything, for as long as
 * it likes: only the beginning is read, redirects are not followed, and it is shown as plain text.
 */
export function askPort({ host, protocol }: Required<PublishedPort>): Promise<PortAnswer> {
  if (protocol === "udp") return Promise.resolve({ kind: "none", reason: "udp" });
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE);
    const request = http.get({ host: "127.0.0.1", port: host, path: "/", agent: false, maxHeaderSize: 16_384, signal });
    request.on("error", (error: Error & { readonly code?: string }) =>
      resolve({ kind: "none", reason: reasonOf(error, signal.aborted) }),
    );
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      let truncated = false;
      const end = () => {
        request.destroy();
        resolve(answerOf(response, Buffer.concat(parts), truncated));
      };
      response.on("data", (part: Buffer) => {
        parts.push(part.subarray(0, MOST_BYTES - length));
        length += part.length;
        if (length <= MOST_BYTES) return;
        truncated = true;
        end();
      });
      response.on("end", end);
      // A stream that never ends, such as server-sent events: what came is the answer.
      response.on("error", () => {
        truncated = true;
        end();
      });
    });
  });
}

function reasonOf({ code }: { readonly code?: string }, isLate: boolean): "refused" | "timeout" | "not-http" {
  if (isLate) return "timeout";
  return code === "ECONNREFUSED" || code === "ECONNRESET" ? "refused" : "not-http";
}

function answerOf(response: http.IncomingMessage, body: Buffer, cut: boolean): PortAnswer {
  const contentType = response.headers["content-type"];
  const isText = contentType === undefined ? !body.includes(0) : TEXT.test(contentType);
  const lines = isText ? linesOf(new StringDecoder("utf8").write(body)) : [];
  return {
    kind: "http",
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? "",
    ...(contentType === undefined ? {} : { contentType }),
    lines: lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_WIDTH)),
    truncated: cut || lines.length > MOST_LINES || lines.some(({ length }) => length > MOST_WIDTH),
  };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
