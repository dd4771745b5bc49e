import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { type SharedTextMessage, sharedTextMessageSchema, type Typist } from "#contract/sharedText.ts";
import { SharedDoc } from "../../../src/state/together/sharedDoc.ts";
import type { TestApp } from "../testApp.ts";
import { ask, type Browser } from "./roomFixture.ts";

/** For tests: a page that edits together, with the page's own document over a real socket. */
export interface TextClient {
  readonly socket: WebSocket;
  shared(): SharedDoc;
  people(): readonly Typist[];
  /** The text of a file. */
  shown(path: string): string;
  /** Makes a file, as the learner's page does. */
  put(path: string, text: string): void;
  type(path: string, at: number, text: string): void;
  /** Resolves when it is so; rejects after a while. */
  until(isSo: () => boolean): Promise<void>;
  /** The close code, or the status of a refused handshake. */
  readonly closed: Promise<number>;
}

const PATIENCE = 5000;

export async function listen(test: TestApp): Promise<number> {
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  return (test.app.server.address() as AddressInfo).port;
}

export function connectTo(
  port: number,
  path: string,
  { cookie }: Pick<Browser, "cookie">,
  headers: Readonly<Record<string, string>> = {},
): TextClient {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { cookie, ...headers } });
  let doc: SharedDoc | undefined;
  let people: readonly Typist[] = [];
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const shared = (): SharedDoc => {
    if (doc === undefined) throw new Error("no session yet");
    return doc;
  };
  const told = (message: SharedTextMessage) => {
    if (message.type === "people") people = message.people;
    else {
      doc = new SharedDoc(message.session);
      doc.connect((frame) => socket.send(frame), change);
    }
  };
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) doc?.receive(new Uint8Array(data));
    else told(sharedTextMessageSchema.parse(JSON.parse(data.toString("utf8"))));
    change();
  });
  socket.on("error", () => {});
  const closed = new Promise<number>((resolve) => {
    socket.on("close", (code) => {
      doc?.disconnect();
      resolve(code);
    });
    socket.on("unexpected-response", (_request, answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
  });
  return {
    socket,
    shared,
    people: () => people,
    shown: (file) => doc?.text(file)?.toString() ?? "",
    put: (file, text) => void shared().files.set(file, new Y.Text(text)),
    type: (file, at, text) => shared().text(file)?.insert(at, text),
    async until(isSo) {
      const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), PATIENCE).unref());
      while (!isSo()) {
        if ((await Promise.race([changed.promise, late])) === "late") throw new Error("it did not come");
      }
    },
    closed,
  };
}

export const askToHelp = (test: TestApp, teacher: Browser, room: string, member: string) =>
  ask(test, teacher, "POST", `/api/rooms/${room}/learners/${member}/help`);
export const answer = (test: TestApp, learner: Browser, accept: boolean) =>
  ask(test, learner, "POST", "/api/room/help", { accept });
