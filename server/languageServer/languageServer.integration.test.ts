import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type {
  CodeAction,
  CompletionItem,
  DocumentDiagnosticReport,
  DocumentLink,
  Hover,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { findShellCheck } from "../checks/shellCheckFromModules.ts";
import { TestClient, type TestClientOptions } from "./testClient.ts";

let folder: string;
let client: TestClient;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "strata-lsp-"));
});
afterEach(async () => {
  client.process.kill();
  await rm(folder, { recursive: true, force: true });
});

const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;

async function start(options: TestClientOptions = {}): Promise<void> {
  client = await TestClient.start({ root: pathToFileURL(folder).href, ...options });
}

const at = (line: number, character: number) => ({ position: { line, character } });

/** The text after an editor applied edits. */
function edited(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create("", "dockerfile", 1, text), [...edits]);
}

const TEXT = `FROM debian:12 AS build
ARG VERSION=1.2
RUN apt-get install curl=$VERSION
FROM scratch
COPY --from=build /a /b
`;

describe("the language server", () => {
  it("reports, fixes, renames, formats, and exits", async () => {
    await start();
    const uri = uriOf("Dockerfile");
    await client.open(uri, TEXT);
    await client.codes(uri, (codes) => codes.includes("DL3014"));

    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } };
    const actions = await client.ask<CodeAction[]>("codeAction", uri, { range, context: { diagnostics: [] } });
    const fix = actions.find(({ title }) => title === "Add -y");
    const edits = fix?.edit?.changes?.[uri] ?? [];
    expect(edited(TEXT, edits)).toContain("RUN apt-get install -y curl=$VERSION");
    expect(actions.map(({ title }) => title)).toContain("Ignore DL3014 here");

    // Sent like an editor: the change, not the text.
    const change = edits.map((edit) => ({ range: edit.range, text: edit.newText }));
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: change,
    });
    await client.codes(uri, (codes) => !codes.includes("DL3014"));

    const rename = await client.ask<WorkspaceEdit>("rename", uri, { ...at(4, 14), newName: "builder" });
    expect(edited(edited(TEXT, edits), rename.changes?.[uri] ?? [])).toContain("COPY --from=builder /a /b");

    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: "from   scratch\n\n\n\ncopy a b" }],
    });
    const format = await client.ask<TextEdit[]>("formatting", uri, { options: { tabSize: 4, insertSpaces: true } });
    expect(edited("from   scratch\n\n\n\ncopy a b", format)).toBe("from scratch\n\ncopy a b\n");
    expect(await client.stop()).toBe(0);
  });

  it("answers every service that it offers", async () => {
    await start({ initializationOptions: { buildArgs: { VERSION: "9.9" } } });
    const uri = uriOf("Dockerfile");
    await client.open(uri, TEXT);
    const hover = await client.ask<Hover>("hover", uri, at(2, 28));
    expect(hover.contents).toMatchObject({ value: expect.stringContaining("9.9") });
    expect(await client.ask("signatureHelp", uri, at(4, 20))).toMatchObject({ activeParameter: expect.any(Number) });
    expect(await client.ask("definition", uri, at(4, 14))).toMatchObject({ range: { start: { line: 0 } } });
    expect(await client.ask("references", uri, { ...at(4, 14), context: { includeDeclaration: true } })).toHaveLength(
      2,
    );
    expect(await client.ask("documentHighlight", uri, at(4, 14))).toMatchObject([{ kind: 3 }, { kind: 2 }]);
    expect(await client.ask("prepareRename", uri, at(4, 14))).toMatchObject({ placeholder: "build" });
    expect(await client.ask("documentSymbol", uri)).toMatchObject([{ name: "build" }, { name: "stage 1" }]);
    expect(await client.ask("foldingRange", uri)).toContainEqual({ startLine: 0, endLine: 2, kind: "region" });
    const [selection] = await client.ask<SelectionRange[]>("selectionRange", uri, { positions: [at(4, 14).position] });
    expect(selection?.parent?.range).toBeDefined();
    const links = await client.ask<DocumentLink[]>("documentLink", uri);
    expect(links.map(({ target }) => target)).toEqual(["https://hub.docker.com/_/debian"]);
    const tokens = await client.ask<SemanticTokens>("semanticTokens/full", uri);
    expect(tokens.data.length).toBeGreaterThan(50);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    expect(await client.ask("semanticTokens/range", uri, { range: whole })).toEqual(tokens);
    const line = { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } };
    const part = await client.ask<SemanticTokens>("semanticTokens/range", uri, { range: line });
    expect(part.data.slice(0, 2)).toEqual([4, 0]);
    expect(await client.stop()).toBe(0);
  });

  it("shows the values of variables, with the editor's settings", async () => {
    let version = "3.0";
    await start({
      capabilities: { workspace: { configuration: true } },
      settings: () => ({ buildArgs: { V: version } }),
    });
    const uri = uriOf("Dockerfile");
    await client.open(uri, "FROM scratch\nARG V\nCOPY a /$V\n");
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const labels = async () => (await client.ask<InlayHint[]>("inlayHint", uri, { range })).map(({ label }) => label);
    expect(await labels()).toEqual(["/3.0"]);
    version = "4.0";
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect(await labels()).toEqual(["/4.0"]);
  });

  it("suggests the paths of the context, without ignored ones", async () => {
    await mkdir(path.join(folder, "src/deep"), { recursive: true });
    await mkdir(path.join(folder, "node_modules/x"), { recursive: true });
    await writeFile(path.join(folder, "src/deep/a.ts"), "");
    await writeFile(path.join(folder, "go.mod"), "");
    await writeFile(path.join(folder, ".dockerignore"), "node_modules\n*.md\n");
    await writeFile(path.join(folder, "Other.dockerignore"), "src\n");
    await start();
    const labels = async (name: string, text: string, character: number) => {
      await client.open(uriOf(name), text);
      const items = await client.ask<CompletionItem[]>("completion", uriOf(name), at(1, character));
      return items.map(({ label }) => label);
    };
    expect((await labels("Dockerfile", "FROM a\nCOPY ", 5)).toSorted()).toEqual([
      ".dockerignore",
      "Other.dockerignore",
      "go.mod",
      "src/",
    ]);
    expect(await labels("Dockerfile.dev", "FROM a\nCOPY src/deep/", 14)).toEqual(["a.ts"]);
    expect(await labels("Other", "FROM a\nCOPY ", 5)).not.toContain("src/");
    await client.open(uriOf("linked"), "FROM scratch\nCOPY go.mod /\n");
    expect(await client.ask("documentLink", uriOf("linked"))).toMatchObject([{ target: uriOf("go.mod") }]);
  });

  it("asks a running Strata about images and tags, if the settings name one", async () => {
    const answers: Record<string, unknown> = {
      "/api/images": { images: [] },
      "/api/bases/app%3A1": { platform: "linux/amd64", size: 5, layers: 1, users: ["root", "ada"], groups: [] },
      "/api/bases/app/tags": { tags: ["1", "2"], source: "registry" },
    };
    const server = createServer(({ url = "" }, response) => {
      response.statusCode = url in answers ? 200 : 404;
      response.end(JSON.stringify(answers[url] ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    await start({ initializationOptions: { server: `http://127.0.0.1:${port}` } });
    const uri = uriOf("Dockerfile");
    await client.open(uri, "FROM app:1\nUSER \nCOPY --from=app:\n");
    const labels = async (line: number, character: number) =>
      (await client.ask<CompletionItem[]>("completion", uri, at(line, character))).map(({ label }) => label);
    expect(await labels(1, 5)).toEqual(["root", "ada", "1000:1000"]);
    expect(await labels(2, 16)).toEqual(["app:1", "app:2"]);
    const hover = await client.ask<Hover>("hover", uri, at(0, 6));
    expect(hover.contents).toMatchObject({ value: expect.stringContaining("5 B in 1 layer") });
  });

  it("applies the project's .hadolint.yaml", async () => {
    await mkdir(path.join(folder, "below"));
    await writeFile(path.join(folder, ".hadolint.yaml"), "ignored: [DL3006]\n");
    await start({ capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } });
    const uri = uriOf("below/Dockerfile");
    await client.open(uri, "FROM debian\nRUN sudo true\n");
    expect(await client.codes(uri, (codes) => codes.includes("DL3004"))).not.toContain("DL3006");
    await writeFile(path.join(folder, ".hadolint.yaml"), "ignored: [DL3004]\n");
    const changes = [{ uri: uriOf(".hadolint.yaml"), type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    expect(await client.codes(uri, (codes) => codes.includes("DL3006"))).not.toContain("DL3004");
  });

  it("offers an action that silences several findings only once", async () => {
    await start();
    const uri = uriOf("Dockerfile");
    await client.open(uri, "FROM debian:12\nRUN apt-get install a && apt-get install b\n");
    await client.codes(uri, (codes) => codes.filter((code) => code === "DL3014").length === 2);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 60 } };
    const actions = await client.ask<CodeAction[]>("codeAction", uri, { range, context: { diagnostics: [] } });
    const silencing = actions.filter(({ title }) => title === "Ignore DL3014 here");
    expect(silencing.map(({ diagnostics }) => diagnostics?.length)).toEqual([2]);
    expect(actions.filter(({ title }) => title === "Add -y")).toHaveLength(2);
  });

  it("fixes all findings of a check, and all of the file on request", async () => {
    await start();
    const uri = uriOf("Dockerfile");
    const text = "FROM debian:12\nRUN apt-get update\nrun cd /x && apt install a=1\nrun apt install b=1 c\n";
    await client.open(uri, text);
    await client.codes(uri, (codes) => codes.filter((code) => code === "DL3027").length === 2);
    const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
    const actions = await client.ask<CodeAction[]>("codeAction", uri, { range, context: { diagnostics: [] } });
    const alike = actions.find(({ title }) => title === "Fix all DL3027 in this file");
    expect(edited(text, alike?.edit?.changes?.[uri] ?? [])).toBe(text.replaceAll("apt install", "apt-get install"));
    const asked = { range, context: { diagnostics: [], only: ["source.fixAll"] } };
    const [all, ...others] = await client.ask<CodeAction[]>("codeAction", uri, asked);
    expect(others).toEqual([]);
    const fixed = edited(text, all?.edit?.changes?.[uri] ?? []);
    expect(fixed).toMatch(/^RUN apt-get install -y b=1 c/m);
    // If a fix changes what runs next, a person must choose it.
    expect(fixed).toContain("cd /x && apt-get install -y a=1");
  });

  it.skipIf(findShellCheck() === undefined)(
    "tells ShellCheck's findings later, for the text as it is then",
    async () => {
      await start();
      const uri = uriOf("Dockerfile");
      await client.open(uri, "FROM debian:12\nRUN true \\\n  && echo $A\n");
      await client.codes(uri, (codes) => codes.includes("SC2086"));
      const at = client.told.get(uri)?.find(({ code }) => code === "SC2086");
      expect(at?.range).toEqual({ start: { line: 2, character: 10 }, end: { line: 2, character: 12 } });
      await client.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: 'FROM debian:12\nRUN echo "$A"; cat $B | true\n' }],
      });
      const codes = await client.codes(
        uri,
        (each) => each.includes("DL4006") && each.some((code) => code.startsWith("SC")),
      );
      expect(codes.filter((code) => code === "SC2086")).toHaveLength(1);
    },
  );

  it("returns findings on request, and notifies of changes", async () => {
    await start({
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    });
    expect(client.initialized.capabilities.diagnosticProvider).toBeDefined();
    const uri = uriOf("Dockerfile");
    await client.open(uri, "FROM debian\nRUN sudo true\n");
    const codes = async () => {
      const report = await client.ask<DocumentDiagnosticReport>("diagnostic", uri);
      return report.kind === "full" ? report.items.map(({ code }) => code) : [];
    };
    expect(await codes()).toContain("DL3006");
    // The grammar of scripts is loaded a while after the start.
    while (!(await codes()).includes("DL3004")) {
      const before = client.refreshes;
      await client.until(() => (client.refreshes > before ? true : undefined));
    }
    expect(client.told.size).toBe(0);
  });
});
