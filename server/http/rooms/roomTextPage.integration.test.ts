import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { Room } from "#contract/room.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import type { EditedModel } from "../../../src/state/together/lineFeedText.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";
import { answer, askToHelp, connectTo, listen, type TextClient } from "./roomTextFixture.ts";

/** The page's own parts need a browser's types: they are loaded by name. */
const part = (name: string) => import(/* @vite-ignore */ `../../../src/state/${name}.ts`);
const { createTextModel } = await part("together/textModelFixture");
const { startSession } = await part("together/session");
const { useTogether } = await part("workspace/together");
const { EMPTY_WORKSPACE, typeText, useWorkspace } = await part("workspace/workspace");

let test: TestApp;
let port: number;
let teacher: Browser;
let room: Room;
let ana: JoinedBrowser;
/** The learner's page. */
let session: { stop(): void };
let models: Map<string, EditedModel>;
let sockets: WebSocket[];
let stored: Map<string, string>;
let listeners: Map<string, () => void>;

beforeEach(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  port = await listen(test);
  teacher = newBrowser();
  await ask(test, teacher, "GET", "/api/me");
  room = await openRoom(test, teacher);
  ana = await join(test, room.code, "Ana");
  await askToHelp(test, teacher, room.id, ana.id);
  await answer(test, ana, true);
  putOnPage();
  const files = [textFile("Dockerfile", "FROM busybox\n"), textFile("app.py", "print()\n")];
  const content = { ...EMPTY_WORKSPACE, files };
  useWorkspace.setState({ phase: "ready", content, base: content, revision: 1, saving: { kind: "saved" } }, true);
  openPage();
});
afterEach(async () => {
  session.stop();
  vi.unstubAllGlobals();
  await test.close();
});

/** What a browser gives its pages. */
function putOnPage(): void {
  sockets = [];
  stored = new Map();
  listeners = new Map();
  const { cookie } = ana;
  class PageSocket extends WebSocket {
    constructor(url: URL) {
      super(url, { headers: { cookie } });
      this.on("error", () => {});
      sockets.push(this);
    }
  }
  vi.stubGlobal("WebSocket", PageSocket);
  vi.stubGlobal("location", { href: `http://127.0.0.1:${port}/` });
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  vi.stubGlobal("addEventListener", (type: string, listener: () => void) => void listeners.set(type, listener));
  vi.stubGlobal("removeEventListener", (type: string) => void listeners.delete(type));
}

function openPage(textAtStart = (_path: string, now: string) => now): void {
  models = new Map();
  const modelOf = (path: string): EditedModel | undefined => {
    const known = models.get(path);
    const text = useWorkspace.getState().content.files.find((file: { path: string }) => file.path === path)?.text;
    if (known || text === undefined) return known;
    const model = createTextModel(text);
    model.onDidChangeContent(() => typeText(path, model.getValue()));
    models.set(path, model);
    return model;
  };
  const caretsIn = () => ({ read: () => [], write: () => {} });
  session = startSession("mine", { modelOf, caretsIn, showOthers: () => {}, textAtStart });
}

/** As a reload does: what the tab stores is there again, and so is the workspace. */
function reloadPage(textAtStart?: Parameters<typeof openPage>[0]): void {
  listeners.get("pagehide")?.();
  const kept = new Map(stored);
  session.stop();
  stored = kept;
  openPage(textAtStart);
}

function typeOnPage(path: string, line: number, text: string): void {
  const range = { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 };
  models.get(path)?.pushEditOperations(null, [{ range, text }], () => null);
}

const savedText = (path: string) =>
  useWorkspace.getState().content.files.find((file: { path: string }) => file.path === path)?.text;

const connectTeacher = () => connectTo(port, `/api/rooms/${room.id}/learners/${ana.id}/text`, teacher);

/** A teacher's page that has the learner's files. */
async function helper(): Promise<TextClient> {
  const page = connectTeacher();
  await page.until(() => page.shown("Dockerfile") !== "");
  return page;
}

describe("a learner's page while a teacher types along", () => {
  it("brings its files, and saves what the teacher types", async () => {
    const page = await helper();
    expect([page.shown("Dockerfile"), page.shown("app.py")]).toEqual(["FROM busybox\n", "print()\n"]);
    page.type("Dockerfile", 0, "# hi\n");
    await vi.waitFor(() => expect(savedText("Dockerfile")).toBe("# hi\nFROM busybox\n"));
    expect(useTogether.getState()).toMatchObject({ phase: "on", others: [{ name: "Teacher" }] });
  });

  it("merges what was typed on both sides while its connection was lost", async () => {
    const page = await helper();
    sockets.at(-1)?.terminate();
    typeOnPage("Dockerfile", 2, "RUN true\n");
    page.type("Dockerfile", 0, "# hi\n");
    await page.until(() => page.shown("Dockerfile") === "# hi\nFROM busybox\nRUN true\n");
    await vi.waitFor(() => expect(savedText("Dockerfile")).toBe("# hi\nFROM busybox\nRUN true\n"));
  });

  it("loses nothing, and doubles nothing, by a reload without a connection", async () => {
    const page = await helper();
    sockets.at(-1)?.terminate();
    typeOnPage("Dockerfile", 2, "RUN true\n");
    page.type("Dockerfile", 0, "# hi\n");
    reloadPage();
    await page.until(() => page.shown("Dockerfile") === "# hi\nFROM busybox\nRUN true\n");
    await vi.waitFor(() => expect(savedText("Dockerfile")).toBe("# hi\nFROM busybox\nRUN true\n"));
  });

  it("adds what was typed before its editor was there", async () => {
    const page = await helper();
    page.type("Dockerfile", 0, "# hi\n");
    const before = "FROM busybox\n";
    typeText("Dockerfile", `${before}CMD ls\n`);
    reloadPage((path, now) => (path === "Dockerfile" ? before : now));
    await page.until(() => page.shown("Dockerfile").includes("CMD ls"));
    expect(
      page
        .shown("Dockerfile")
        .match(/CMD ls|FROM busybox|# hi/g)
        ?.sort(),
    ).toEqual(["# hi", "CMD ls", "FROM busybox"]);
  });

  it("adds what was typed while it was not connected yet", async () => {
    const page = await helper();
    page.type("Dockerfile", 0, "# hi\n");
    await vi.waitFor(() => expect(savedText("Dockerfile")).toBe("# hi\nFROM busybox\n"));
    stored.clear();
    session.stop();
    openPage();
    typeText("Dockerfile", "# hi\nFROM busybox\nEXPOSE 80\n");
    await page.until(() => page.shown("Dockerfile") === "# hi\nFROM busybox\nEXPOSE 80\n");
    await vi.waitFor(() => expect(savedText("Dockerfile")).toBe("# hi\nFROM busybox\nEXPOSE 80\n"));
  });

  it("keeps its text when the help ends, and begins anew with it when there is help again", async () => {
    const page = await helper();
    page.type("Dockerfile", 0, "# hi\n");
    await vi.waitFor(() => expect(savedText("Dockerfile")).toBe("# hi\nFROM busybox\n"));
    await ask(test, ana, "DELETE", "/api/room/help");
    await vi.waitFor(() => expect(useTogether.getState().phase).toBe("off"));
    typeOnPage("Dockerfile", 1, "# mine\n");
    await askToHelp(test, teacher, room.id, ana.id);
    await answer(test, ana, true);
    openPage();
    const again = await helper();
    expect(again.shown("Dockerfile")).toBe("# mine\n# hi\nFROM busybox\n");
  });
});
