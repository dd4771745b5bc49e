import { vi } from "vitest";
import { containerListSchema } from "#contract/container.ts";
import {
  type Lesson,
  type LessonAction,
  type LessonNode,
  type LessonProgress,
  type LessonQuestion,
  lessonAnsweredSchema,
  lessonProgressSchema,
  lessonSchema,
  lessonStartedSchema,
} from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import { type Workspace, workspaceSchema } from "#contract/workspace.ts";
import { findFile, putFiles, textFile } from "#contract/workspaceFiles.ts";
import { changeText } from "#lessons/fileAction.ts";
import type { ServerClient } from "../serverClient.ts";
import { type ConsoleClient, openConsole } from "./consoleClient.ts";
import type { Move } from "./lessonPlay.ts";

/** How a port that a container publishes is reached. */
type AddressOf = (port: number) => Promise<string>;

/** Somebody who takes a lesson, in a workspace of their own. Steps and buttons are counted from 1. */
export class LessonPlayer {
  readonly #server: ServerClient;
  readonly lesson: Lesson;
  readonly #workspace: string;
  readonly #console: ConsoleClient;
  readonly #addressOf: AddressOf;

  private constructor(
    server: ServerClient,
    lesson: Lesson,
    workspace: string,
    console: ConsoleClient,
    addressOf: AddressOf,
  ) {
    this.#server = server;
    this.lesson = lesson;
    this.#workspace = workspace;
    this.#console = console;
    this.#addressOf = addressOf;
  }

  static async start(
    server: ServerClient,
    id: string,
    addressOf: AddressOf = async (port) => `http://127.0.0.1:${port}`,
  ): Promise<LessonPlayer> {
    const lesson = lessonSchema.parse(await answerOf(server.fetch(routes.lesson(id))));
    const { workspace } = lessonStartedSchema.parse(await answerOf(server.post(routes.lessonStart(id), {})));
    return new LessonPlayer(server, lesson, workspace, await openConsole(server.url, workspace), addressOf);
  }

  /** `reset` starts the step again, with its files. */
  async goTo(step: number, reset = false): Promise<void> {
    const move = { step: step - 1, reset };
    await answerOf(this.#server.post(routes.workspaceLessonMove(this.#workspace), move));
  }

  async check(): Promise<LessonProgress> {
    const answer = this.#server.post(routes.workspaceLessonCheck(this.#workspace), {});
    return lessonProgressSchema.parse(await answerOf(answer));
  }

  /** All buttons of a step, in their order. Some only help to look around. */
  buttons(step: number): readonly LessonAction[] {
    return this.#nodes(step).flatMap((node) => (node.kind === "action" ? [node.action] : []));
  }

  questions(step: number): readonly LessonQuestion[] {
    return this.#nodes(step).flatMap((node) => (node.kind === "question" ? [node.question] : []));
  }

  #nodes(step: number): readonly LessonNode[] {
    const isEnd = step === this.lesson.steps.length + 1;
    return flat(isEnd ? (this.lesson.finish ?? []) : (this.lesson.steps[step - 1]?.text ?? []));
  }

  async answer(step: number, question: number, answer: readonly string[]): Promise<boolean> {
    const { id } = at(this.questions(step), question, `question of step ${step}`);
    const sent = { step: step - 1, question: id, answer };
    const answered = await answerOf(this.#server.post(routes.workspaceLessonAnswer(this.#workspace), sent));
    return lessonAnsweredSchema.parse(answered).right;
  }

  async make(step: number, move: Move): Promise<void> {
    if ("press" in move) await this.press(at(this.buttons(step), move.press, `button of step ${step}`));
    else if ("run" in move) await this.run(move.run);
    else if ("write" in move) await this.#change(Object.entries(move.write), () => "");
    else await this.#change(Object.entries(move.append), (before) => before);
  }

  async press(action: LessonAction): Promise<void> {
    switch (action.kind) {
      case "execute":
        await this.run(action.command);
        return;
      case "file":
        return await this.#save(action.path, (before) => {
          const changed = changeText(before, action);
          if (!changed.ok) throw new Error(`${action.path} has no ${changed.marker}`);
          return changed.text;
        });
      case "open":
        if (findFile((await this.#files()).files, action.path) === undefined) await this.#save(action.path, () => "");
        return;
      case "port":
        return await this.#visit(action.port, action.path);
      case "copy":
    }
  }

  async run(command: string): Promise<void> {
    await this.#console.run(command);
  }

  /** Opens what answers on a container's port, once it listens. */
  async #visit(port: number, path: string): Promise<void> {
    const listed = await answerOf(this.#server.fetch(routes.containers()));
    const { containers } = containerListSchema.parse(listed);
    const host = containers.flatMap(({ ports }) => ports).find((each) => each.container === port)?.host;
    if (host === undefined) throw new Error(`no container publishes port ${port}`);
    const address = await this.#addressOf(host);
    await vi.waitFor(async () => {
      const answer = await fetch(address + path);
      if (!answer.ok) throw new Error(`port ${port} answers with ${answer.status}`);
    }, 5000);
  }

  async #change(texts: readonly (readonly [string, string])[], kept: (before: string) => string): Promise<void> {
    for (const [path, text] of texts) await this.#save(path, (before) => kept(before ?? "") + text);
  }

  async #files(): Promise<Workspace> {
    return workspaceSchema.parse(await answerOf(this.#server.fetch(routes.workspaceById(this.#workspace))));
  }

  async #save(path: string, change: (before: string | undefined) => string): Promise<void> {
    const { id, revision, savedAt, ...content } = await this.#files();
    const before = findFile(content.files, path);
    const file = textFile(path, change(before?.text), before?.mode);
    await answerOf(
      this.#server.fetch(routes.workspaceById(id), {
        method: "PUT",
        headers: { "content-type": "application/json", "if-match": `"${revision}"` },
        body: JSON.stringify({ ...content, files: putFiles(content.files, [file]) }),
      }),
    );
  }

  leave(): void {
    this.#console.close();
  }
}

function flat(nodes: readonly LessonNode[]): readonly LessonNode[] {
  return nodes.flatMap((node) => (node.kind === "element" ? flat(node.children) : [node]));
}

function at<T>(list: readonly T[], number: number, what: string): T {
  const found = list[number - 1];
  if (found === undefined) throw new Error(`there is no ${number}. ${what}`);
  return found;
}

async function answerOf(request: Promise<Response>): Promise<unknown> {
  const answer = await request;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}
