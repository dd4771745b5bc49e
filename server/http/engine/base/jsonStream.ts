import type { EngineCall } from "./engineCall.ts";
import { EngineError, errorAnswer } from "./engineError.ts";
import { writeTo } from "./engineReply.ts";

/** An answer of JSON objects, one a line. Its headers are sent with the first, so that an error before has a status. */
export class JsonStream {
  readonly #call: EngineCall;

  constructor(call: EngineCall) {
    this.#call = call;
  }

  /** False once the client is gone. */
  send(value: unknown): Promise<boolean> {
    this.#begin();
    return writeTo(this.#call.response, line(value), this.#call.signal);
  }

  /** Sends what a later message replaces: left out while the client is slow to read. */
  offer(value: unknown): void {
    this.#begin();
    if (!this.#call.response.writableNeedDrain) this.#call.response.write(line(value));
  }

  /** Starts the answer without a message. */
  begin(): void {
    this.#begin();
    this.#call.response.flushHeaders();
  }

  /** Throws the error, if nothing was sent; its answer has a status then. */
  fail(error: unknown, subject?: string): void {
    const { status, message, isOurs } = errorAnswer(error, subject);
    if (!this.#call.response.headersSent) throw isOurs ? error : new EngineError(status, message);
    this.#call.response.end(line({ errorDetail: { message }, error: message }));
  }

  end(): void {
    this.#begin();
    this.#call.response.end();
  }

  #begin(): void {
    const { response } = this.#call;
    if (!response.headersSent) response.writeHead(200, { "content-type": "application/json" });
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\r\n`;
}
