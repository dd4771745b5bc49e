import { once } from "node:events";
import { WebSocket } from "ws";
import { type ConsoleMessage, consoleMessageSchema } from "#contract/console.ts";
import { routes } from "#contract/routes.ts";

/** A console of a workspace, as the page opens it. */
export interface ConsoleClient {
  /** Runs a text; resolves to its exit code and what it printed. */
  run(text: string): Promise<{ readonly code: number; readonly output: string }>;
  close(): void;
}

export async function openConsole(url: string, workspace: string): Promise<ConsoleClient> {
  const socket = new WebSocket(`${url.replace("http", "ws")}${routes.console()}?workspace=${workspace}`);
  let output = "";
  const told = new Map<string, (message: ConsoleMessage) => void>();
  // One for all commands: Node warns of an eleventh listener.
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => {});
  socket.once("close", () => closed.reject(new Error("The console was closed.")));
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) {
      output += data.toString("utf8");
      return;
    }
    const message = consoleMessageSchema.parse(JSON.parse(data.toString("utf8")));
    if ("id" in message && message.id !== undefined) told.get(message.id)?.(message);
  });
  await once(socket, "open");
  let runs = 0;
  return {
    run(text) {
      runs += 1;
      const id = `${runs}`;
      const done = new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
        told.set(id, (message) => {
          if (message.type === "run") output = "";
          if (message.type === "done") resolve({ code: message.code, output });
        });
      });
      socket.send(JSON.stringify({ type: "execute", text, id }));
      return Promise.race([done, closed.promise]);
    },
    close: () => socket.close(),
  };
}
