import { createHash } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { consoleMessageSchema } from "#contract/console.ts";
import { routes } from "#contract/routes.ts";
import { createTestApp } from "../testApp.ts";
import { createWorkspace } from "./consoleFixture.ts";

const TOKEN = "t".repeat(43);

/** What a console prints for a line, when a browser opened it. */
async function printed(port: number, workspace: string, line: string): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${routes.console()}?workspace=${workspace}`, {
    headers: { cookie: `strata=${TOKEN}` },
  });
  let output = "";
  const ended = Promise.withResolvers<void>();
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) output += data.toString("utf8");
    const message = isBinary ? undefined : consoleMessageSchema.parse(JSON.parse(data.toString("utf8")));
    if (message?.type === "run") output = "";
    if (message?.type === "done") ended.resolve();
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "execute", text: line }));
  await ended.promise;
  socket.close();
  return output.split("\r\n")[0] ?? "";
}

it.each([
  ["is localhost, with the port that the server really has", { separate: false, listening: "127.0.0.1" }, true],
  ["is the same if the server has separate owners, each with their own images", { separate: true }, true],
  ["is the same if the server listens on all addresses", { separate: true, listening: "0.0.0.0" }, true],
  ["is nothing if the server does not listen on loopback", { separate: true, listening: "192.0.2.1" }, false],
])("the registry's name in a console %s", async (_, options, isThere) => {
  const { separate } = options;
  const test = await createTestApp(options);
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = test.app.server.address() as AddressInfo;
  const workspace = createWorkspace(
    test,
    {},
    separate ? createHash("sha256").update(TOKEN).digest("base64url") : undefined,
  );
  const name = isThere ? `localhost:${port}` : "";
  expect(await printed(port, workspace, 'echo "[$REGISTRY]"')).toBe(`[${name}]`);
  await test.close();
});
