import http from "node:http";
import { StringDecoder } from "node:string_decoder";
import type { PublishedPort } from "#contract/container.ts";
import type { PortAnswer } from "#contract/containerCalls.ts";

/** Bytes of the body that are read, and lines of it that are shown. */
const MOST_BYTES = 8192;
/** Bytes of the body that a check looks at. */
const MOST_TEXT = 200_000;
const MOST_LINES = 12;
/** Characters of a line that are shown. */
const MOST_WIDTH = 200;
/** Milliseconds from connecting to the last byte that is waited for. */
const PATIENCE = 2000;

const TEXT = /^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml|javascript)\b)/i;

interface Answered {
  readonly response: http.IncomingMessage;
  readonly body: Buffer;
  readonly cut: boolean;
}

/**
 * Asks a published port as a browser without cookies would. A container may answer anything, for as long as it likes: only
 * the beginning is read, redirects are not followed, and it is shown as plain text.
 */
export async function askPort({ host, protocol }: Required<PublishedPort>): Promise<PortAnswer> {
  if (protocol === "udp") return { kind: "none", reason: "udp" };
  const answered = await ask(host, "/", MOST_BYTES);
  return typeof answered === "string" ? { kind: "none", reason: answered } : answerOf(answered);
}

/** The same for any path: the status and the text; undefined if nothing answers. */
export async function askPath(
  host: number,
  path: string,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  const answered = await ask(host, encodeURI(path), MOST_TEXT);
  if (typeof answered === "string") return undefined;
  return { status: answered.response.statusCode ?? 0, text: textOf(answered) };
}

function ask(
  host: Required<PublishedPort>["host"],
  path: string,
  most: number,
): Promise<Answered | "refused" | "timeout" | "not-http"> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE);
    const request = http.get({ host: "127.0.0.1", port: host, path, agent: false, maxHeaderSize: 16_384, signal });
    request.on("error", (error: Error & { readonly code?: string }) => resolve(reasonOf(error, signal.aborted)));
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      let cut = false;
      const end = () => {
        request.destroy();
        resolve({ response, body: Buffer.concat(parts), cut });
      };
      response.on("data", (part: Buffer) => {
        parts.push(part.subarray(0, most - length));
        length += part.length;
        if (length <= most) return;
        cut = true;
        end();
      });
      response.on("end", end);
      // A stream that never ends, such as server-sent events: what came is the answer.
      response.on("error", () => {
        cut = true;
        end();
      });
    });
  });
}

function reasonOf({ code }: { readonly code?: string }, isLate: boolean): "refused" | "timeout" | "not-http" {
  if (isLate) return "timeout";
  return code === "ECONNREFUSED" || code === "ECONNRESET" ? "refused" : "not-http";
}

function textOf({ response, body }: Answered): string {
  const contentType = response.headers["content-type"];
  const isText = contentType === undefined ? !body.includes(0) : TEXT.test(contentType);
  return isText ? new StringDecoder("utf8").write(body) : "";
}

function answerOf(answered: Answered): PortAnswer {
  const { response, cut } = answered;
  const contentType = response.headers["content-type"];
  const lines = linesOf(textOf(answered));
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
