import WebSocket from "ws";
import { type ConsoleMessage, consoleMessageSchema } from "#contract/console.ts";
import { routes } from "#contract/routes.ts";

/** Requests of one browser, with its cookies: HTTP, event streams, and a console. */
export class Browser {
  readonly #base: string;
  readonly #closing = new AbortController();
  #cookie = "";

  constructor(base: string) {
    this.#base = base;
  }

  /** The JSON that it answers. Throws if that is a problem. */
  async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const answer = await fetch(this.#base + path, {
      method,
      headers: { cookie: this.#cookie, ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) this.#cookie = line.split(";")[0] ?? "";
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text || "{}") as T;
  }

  /** The events of a stream, until it ends or the browser is closed. */
  async *events<T>(path: string): AsyncGenerator<T, void> {
    const signal = this.#closing.signal;
    const answer = await fetch(this.#base + path, { headers: { cookie: this.#cookie }, signal });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    let text = "";
    try {
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const parts = (text + chunk).split("\n");
        text = parts.pop() ?? "";
        for (const line of parts) if (line.startsWith("data:")) yield JSON.parse(line.slice(5)) as T;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Runs lines in a console of a workspace, one after the other. Their exit codes. */
  async inConsole(workspace: string, lines: readonly string[]): Promise<number[]> {
    const socket = new WebSocket(`${this.#base.replace("http", "ws")}${routes.console()}?workspace=${workspace}`, {
      headers: { cookie: this.#cookie },
    });
    const codes: number[] = [];
    const next = () => {
      const text = lines[codes.length];
      if (text === undefined) socket.close();
      else socket.send(JSON.stringify({ type: "execute", text }));
    };
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) return;
      const message: ConsoleMessage = consoleMessageSchema.parse(JSON.parse(data.toString("utf8")));
      if (message.type === "done") codes.push(message.code);
      if (message.type === "done" || message.type === "ready") next();
    });
    await new Promise((resolve, reject) => {
      socket.once("close", resolve);
      socket.once("error", reject);
    });
    return codes;
  }

  close(): void {
    this.#closing.abort();
  }
}
