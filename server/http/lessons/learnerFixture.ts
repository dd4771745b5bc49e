import type { LessonProgress } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import type { Workspace } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import type { TestApp } from "../testApp.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** For tests: somebody who takes lessons on a server with several owners. */
export class Learner {
  readonly #test: TestApp;
  readonly #cookie: string;

  constructor(test: TestApp, person: string) {
    this.#test = test;
    this.#cookie = `strata=${person.padEnd(43, "x")}`;
  }

  async call(method: Method, url: string, body?: object, headers: Record<string, string> = {}) {
    const answer = await this.#test.app.inject({
      method,
      url,
      headers: { host: "localhost", cookie: this.#cookie, ...headers },
      ...(body && { payload: body }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: () => JSON.parse(answer.body),
    };
  }

  /** Starts a lesson; returns its workspace. */
  async start(lesson: string): Promise<string> {
    const answer = await this.call("POST", routes.lessonStart(lesson));
    if (answer.status !== 201) throw new Error(`${lesson} did not start: ${answer.text}`);
    return answer.json().workspace;
  }

  async write(workspace: string, file: string, text: string): Promise<void> {
    const before: Workspace = (await this.call("GET", routes.workspaceById(workspace))).json();
    const files = [...before.files.filter(({ path }) => path !== file), textFile(file, text)];
    const saved = await this.call("PUT", routes.workspaceById(workspace), { ...before, files }, { "if-match": "*" });
    if (saved.status !== 200) throw new Error(`${file} was not saved: ${saved.text}`);
  }

  async files(workspace: string): Promise<Record<string, string | undefined>> {
    const { files }: Workspace = (await this.call("GET", routes.workspaceById(workspace))).json();
    return Object.fromEntries(files.map(({ path, text }) => [path, text]));
  }

  async check(workspace: string): Promise<LessonProgress> {
    return (await this.call("POST", routes.workspaceLessonCheck(workspace))).json();
  }

  async move(workspace: string, step: number, reset = false): Promise<LessonProgress> {
    return (await this.call("POST", routes.workspaceLessonMove(workspace), { step, reset })).json();
  }
}
