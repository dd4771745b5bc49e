import { setTimeout } from "node:timers/promises";
import type { ConsoleMessage } from "#contract/console.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import type { Connection, ConsoleSessions } from "#server/console/session/consoleSessions.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import type { TestApp } from "../testApp.ts";

/** A workspace with these texts; returns its ID. */
export function createWorkspace({ services }: TestApp, texts: Record<string, string>, owner = DEFAULT_OWNER): string {
  return services.workspaces.create(owner, workspaceContent(texts)).id;
}

export function workspaceContent(texts: Record<string, string>): WorkspaceContent {
  return {
    name: "test",
    files: Object.entries(texts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, text]) => textFile(path, text)),
    settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
  };
}

/** A console as its client sees it. */
export interface TestConsole {
  readonly connection: Connection;
  readonly messages: ConsoleMessage[];
  /** All output so far. */
  text(): string;
  /** Types keys. */
  type(keys: string): Promise<void>;
  /** Runs a text; resolves to what it printed, without colors, and its exit code. */
  run(text: string): Promise<{ readonly code: number; readonly output: string }>;
  /** Resolves when the output matches, or there is such a message; rejects after a while. */
  until(what: RegExp | ConsoleMessage["type"]): Promise<void>;
}

const PATIENCE = 5000;

function withoutColors(text: string): string {
  return text.replaceAll(/\x1b\[[0-9;]*[A-Za-z]/g, "").replaceAll("\r\n", "\n");
}

export function openTestConsole(
  consoles: ConsoleSessions,
  place: { readonly owner?: string; readonly workspace: string; readonly session?: string },
): TestConsole {
  const chunks: Uint8Array[] = [];
  const messages: ConsoleMessage[] = [];
  /** What was printed before each message. */
  const printed: number[] = [];
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const text = () => Buffer.concat(chunks).toString("utf8");
  const connection = consoles.connect(
    { owner: place.owner ?? DEFAULT_OWNER, workspace: place.workspace, session: place.session },
    {
      send(bytes, sent) {
        chunks.push(Uint8Array.from(bytes));
        change();
        setImmediate(sent);
      },
      tell(message) {
        messages.push(message);
        printed.push(text().length);
        change();
      },
      close: change,
    },
  );
  async function when(isThere: () => boolean, what: string): Promise<void> {
    const late = setTimeout(PATIENCE, "late" as const, { ref: false });
    while (!isThere()) {
      if ((await Promise.race([changed.promise, late])) === "late") {
        throw new Error(`${what} did not come; the console shows:\n${text()}`);
      }
    }
  }
  let runs = 0;
  return {
    connection,
    messages,
    text,
    type: (keys) => connection.session.take(Buffer.from(keys)),
    async run(command) {
      runs += 1;
      const id = `run ${runs}`;
      connection.session.request({ type: "execute", text: command, id });
      const find = (type: "run" | "done") => messages.findIndex((each) => each.type === type && each.id === id);
      await when(() => find("done") !== -1, "done");
      const ended = messages[find("done")];
      const output = text().slice(printed[find("run")], printed[find("done")]);
      return { code: ended?.type === "done" ? ended.code : -1, output: withoutColors(output) };
    },
    until: (what) =>
      typeof what === "string"
        ? when(() => messages.some(({ type }) => type === what), what)
        : when(() => what.test(withoutColors(text())), `${what}`),
  };
}
