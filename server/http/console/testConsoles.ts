import { afterAll, afterEach, beforeAll } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";
import { createWorkspace, openTestConsole, type TestConsole } from "./consoleFixture.ts";

export interface ConsolesOfTests {
  readonly app: () => TestApp;
  /** A console of a new workspace with a few files, and these. */
  open(texts?: Record<string, string>): TestConsole;
  /** What the lines print in a new console, with the exit codes that are not 0. */
  outputs(lines: readonly string[], texts?: Record<string, string>): Promise<string>;
}

/** Call at the top of a file of tests: one server for all of them; consoles are closed after each. */
export function consolesOfTests(): ConsolesOfTests {
  let app: TestApp;
  const opened: TestConsole[] = [];
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterEach(() => {
    for (const { connection } of opened.splice(0)) connection.session.close("exit");
  });
  afterAll(() => app.close());

  const open = (texts: Record<string, string> = {}): TestConsole => {
    const workspace = createWorkspace(app, {
      Dockerfile: "FROM busybox\nRUN echo hi\n",
      "app/main.py": "print('hello')\n",
      "app/lib/util.py": "# util\n",
      "README.md": "one\ntwo\nthree\n",
      ...texts,
    });
    const console = openTestConsole(app.services.consoles, { workspace });
    opened.push(console);
    return console;
  };
  return {
    app: () => app,
    open,
    async outputs(lines, texts = {}) {
      const console = open(texts);
      let all = "";
      for (const line of lines) {
        const { code, output } = await console.run(line);
        all += `${output}${code === 0 ? "" : `[${code}]\n`}`;
      }
      return all;
    },
  };
}
