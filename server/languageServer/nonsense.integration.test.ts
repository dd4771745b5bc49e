import { afterEach, describe, expect, it } from "vitest";
import { MAX_TEXT } from "./settings.ts";
import { TestClient } from "./testClient.ts";

let client: TestClient;
afterEach(() => {
  client.process.kill();
});

const uri = "file:///nowhere/Dockerfile";
const METHODS = [
  ...["completion", "hover", "signatureHelp", "definition", "references", "documentHighlight", "prepareRename"],
  ...["rename", "documentSymbol", "foldingRange", "selectionRange", "documentLink", "inlayHint", "formatting"],
  ...["rangeFormatting", "codeAction", "semanticTokens/full", "semanticTokens/range"],
];
const NONSENSE: readonly unknown[] = [
  null,
  [],
  {},
  { textDocument: null },
  { textDocument: { uri: 5 } },
  { textDocument: { uri: "" } },
  { textDocument: { uri }, position: { line: -1, character: 1e99 } },
  {
    textDocument: { uri },
    position: { line: 1e9, character: 1e9 },
    positions: "x",
    range: {},
    context: 5,
    newName: {},
  },
  { textDocument: { uri }, position: { line: 0, character: 3 }, positions: [], newName: "\0", context: null },
];

describe("nonsense", () => {
  it("gets an error or nothing, and the next request its answer", async () => {
    client = await TestClient.start({ initializationOptions: { buildArgs: 5, target: [], images: {} } });
    await client.open(uri, "FROM a AS b\nRUN echo \u{1F433}\u0000\uFFFF\n");
    for (const method of METHODS) {
      for (const params of NONSENSE) {
        await client.connection.sendRequest(`textDocument/${method}`, params).catch((error: Error) => error);
      }
    }
    for (const method of ["didOpen", "didChange", "didClose", "didSave"]) {
      for (const params of NONSENSE) await client.connection.sendNotification(`textDocument/${method}`, params);
    }
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: 7 });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: "x" });
    await expect(client.connection.sendRequest("strata/unknown", {})).rejects.toThrow();
    await client.open("file:///nowhere/Other", "FROM scratch\n");
    await expect(client.ask("documentSymbol", "file:///nowhere/Other")).resolves.toHaveLength(1);
    expect(await client.stop()).toBe(0);
  });

  it("such as a message that is not JSON fails only that message", async () => {
    client = await TestClient.start();
    client.process.stdin?.write('Content-Length: 7\r\n\r\n{["no}"Content-Length: 2\r\n\r\n[]');
    await client.open(uri, "FROM scratch\n");
    expect(await client.ask("documentSymbol", uri)).toHaveLength(1);
    expect(await client.stop()).toBe(0);
  });

  it("such as a text that is too long is reported, and not checked", async () => {
    client = await TestClient.start();
    await client.open(uri, `FROM a\n${"#".repeat(MAX_TEXT)}`);
    expect(await client.codes(uri, () => true)).toEqual(["too-long"]);
    expect(await client.ask("hover", uri, { position: { line: 0, character: 1 } })).toBeNull();
  });

  it("such as URIs that are not files still gets services", async () => {
    client = await TestClient.start();
    for (const odd of ["untitled:Untitled-1", "http://example.com/Dockerfile", "x", "file://host/share/Dockerfile"]) {
      await client.open(odd, "FROM a\nRUM x\n");
      await client.codes(odd, (codes) => codes.length > 0);
      expect(await client.ask("completion", odd, { position: { line: 2, character: 0 } })).not.toEqual([]);
    }
  });

  it("such as an exit without a shutdown is an exit code of 1", async () => {
    client = await TestClient.start();
    await client.connection.sendNotification("exit");
    expect(await client.exited()).toBe(1);
  });

  it("such as a closed connection ends the server", async () => {
    client = await TestClient.start();
    client.process.stdin?.end();
    expect(await client.exited()).toBe(1);
  });
});
