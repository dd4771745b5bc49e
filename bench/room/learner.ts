import { setTimeout as pause } from "node:timers/promises";
import type { Build } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import type { Joined } from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { Browser } from "./browser.ts";

/** Milliseconds of one build, from pressing Build to its last event. */
export interface BuildTimes {
  readonly all: number;
  /** Of that in the queue. */
  readonly queued: number;
}

export interface LearnerResult {
  readonly name: string;
  readonly builds: readonly BuildTimes[];
  /** Exit codes. */
  readonly commands: readonly number[];
}

/** The index of the step of the lesson that builds. */
const BUILD_STEP = 4;
const COMMANDS = ["docker images", "docker history web"];

const dockerfile = (mark: string) => `FROM busybox:1.35
WORKDIR /site
COPY app/ .
RUN sh install.sh && echo "${mark}" > /mark
EXPOSE 8000
CMD ["httpd", "-f", "-p", "8000"]
`;

/** A learner of a room, from joining on. */
export class Learner {
  readonly name: string;
  readonly browser: Browser;
  #workspace = "";

  constructor(base: string, name: string) {
    this.name = name;
    this.browser = new Browser(base);
  }

  async join(code: string): Promise<void> {
    const { workspace = "" } = await this.browser.ask<Joined>("POST", routes.join(), { code, name: this.name });
    this.#workspace = workspace;
  }

  /** Takes the lesson as a quick learner does, and thinks for so many milliseconds before each build. */
  async takeLesson(thinking: readonly number[]): Promise<LearnerResult> {
    const streams = this.#followAll();
    await this.browser.ask("POST", routes.myPresence(), { doing: "editing", path: "Dockerfile", line: 1 });
    const builds: BuildTimes[] = [];
    for (const [serial, time] of thinking.entries()) {
      await pause(time);
      const content = await this.#edit(dockerfile(`${this.name} ${serial}`));
      if (serial === 0) {
        await this.browser.ask("POST", routes.workspaceLessonMove(this.#workspace), { step: BUILD_STEP });
      }
      builds.push(await this.build(content));
    }
    const commands = await this.browser.inConsole(this.#workspace, COMMANDS);
    this.browser.close();
    await streams;
    return { name: this.name, builds, commands };
  }

  async build(content: WorkspaceContent): Promise<BuildTimes> {
    const start = performance.now();
    const id = await (await this.prepare(content))();
    for await (const event of this.browser.events<BuildEvent>(routes.buildEvents(id))) {
      if (event.type === "finished" && event.state !== "done") throw new Error(JSON.stringify(event.problem));
    }
    const all = performance.now() - start;
    const { createdAt, startedAt = createdAt } = await this.stateOf(id);
    return { all, queued: startedAt - createdAt };
  }

  /** Sends the files of a build. What starts it, and answers with its ID. */
  async prepare({ files }: WorkspaceContent): Promise<() => Promise<string>> {
    const sent = files.map(({ path, mode, text, blob }) => ({
      path,
      mode,
      ...(blob === undefined ? { text } : { blob }),
    }));
    const { digest } = await this.browser.ask<{ digest: string }>("POST", routes.contexts(), { files: sent });
    const request = { context: digest, tags: ["web"], workspace: this.#workspace };
    return async () => (await this.browser.ask<{ id: string }>("POST", routes.builds(), request)).id;
  }

  stateOf(build: string): Promise<Build> {
    return this.browser.ask("GET", routes.build(build));
  }

  /** The files with a Dockerfile that no build had before. */
  async files(mark: string): Promise<WorkspaceContent> {
    const { name, files, settings } = await this.browser.ask<WorkspaceContent>(
      "GET",
      routes.workspaceById(this.#workspace),
    );
    const text = dockerfile(mark);
    const own = { path: "Dockerfile", kind: "text" as const, mode: 0o644, text, size: text.length };
    return { name, settings, files: [...files.filter(({ path }) => path !== own.path), own] };
  }

  async #edit(text: string): Promise<WorkspaceContent> {
    const content = await this.files("");
    const files = content.files.map((file) =>
      file.path === "Dockerfile" ? { ...file, text, size: text.length } : file,
    );
    await this.browser.ask("PUT", routes.workspaceById(this.#workspace), { ...content, files }, { "if-match": "*" });
    return { ...content, files };
  }

  /** The streams that the page has open all the time. */
  async #followAll(): Promise<void> {
    const paths = [routes.myRoomEvents(), routes.workspaceByIdEvents(this.#workspace)];
    await Promise.all(paths.map((path) => readAll(this.browser.events(path))));
  }
}

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}
