import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** For tests: a socket in front of an engine's, which can be cut as if the engine had died. */
export class EngineProxy {
  readonly #dir = mkdtempSync(join(tmpdir(), "strata-p-"));
  readonly #open = new Set<net.Socket>();
  readonly #server: net.Server;
  readonly socket = join(this.#dir, "docker.sock");

  constructor(engine: string) {
    this.#server = net.createServer({ allowHalfOpen: true }, (client) => {
      const behind = net.connect({ path: engine, allowHalfOpen: true });
      for (const [from, to] of [
        [client, behind],
        [behind, client],
      ] as const) {
        this.#open.add(from);
        from.pipe(to);
        from.on("error", () => to.destroy()).on("close", () => this.#open.delete(from));
      }
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.socket, resolve));
  }

  /** Everything breaks off, and nothing new is accepted. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  remove(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
