import { type Duplex, PassThrough, Writable } from "node:stream";
import type { OutputStream } from "#server/sandbox/executor/executor.ts";
import { copy, demux } from "./demux.ts";

/** The two ends of a command's streams: the engine's connection, and what those who hold the command see. */
export class DockerStreams {
  readonly output: Readonly<Record<OutputStream, PassThrough>> = {
    stdout: new PassThrough(),
    stderr: new PassThrough(),
  };
  readonly stdin: Writable | undefined;
  readonly #connection = Promise.withResolvers<Duplex>();
  /** Settles when all output has come. */
  readonly done: Promise<void>;

  constructor(options: { readonly stdin: boolean; readonly terminal: boolean }) {
    this.stdin = options.stdin ? this.#typing() : undefined;
    this.done = this.#read(options.terminal);
    this.done.catch(() => undefined);
  }

  connect(connection: Duplex): void {
    // It breaks when the command ends; reading says so.
    connection.on("error", () => undefined);
    this.#connection.resolve(connection);
  }

  /** There is nothing to read, or no more is wanted. */
  end(): void {
    void this.#connection.promise.then(
      (connection) => connection.destroy(),
      () => undefined,
    );
    this.#connection.reject(new Error("not connected"));
    for (const stream of Object.values(this.output)) stream.end();
  }

  async #read(isTerminal: boolean): Promise<void> {
    const { stdout, stderr } = this.output;
    try {
      const connection = await this.#connection.promise;
      await (isTerminal ? copy(connection, stdout) : demux(connection, stdout, stderr));
    } finally {
      stdout.end();
      stderr.end();
    }
  }

  /** Its end closes the command's stdin and leaves the output open. */
  #typing(): Writable {
    return new Writable({
      write: (bytes, _encoding, done) => {
        this.#connection.promise.then(
          (connection) => (connection.writable ? connection.write(bytes, () => done()) : done()),
          () => done(),
        );
      },
      final: (done) => {
        done();
        void this.#connection.promise.then(
          (connection) => connection.end(),
          () => undefined,
        );
      },
    });
  }
}
