import type { Files } from "#contract/workspaceFiles.ts";
import { createContext } from "../../api/client.ts";
import { tryLesson } from "../../api/lessons.ts";
import { contextOf } from "../build/buildRequest.ts";
import { addNotice } from "../page/notices.ts";
import { askAboutLesson } from "./lessonShown.ts";
import { messages } from "./messages.ts";

/** Makes a lesson of files that somebody brought, and asks whether to start it. */
export async function tryProject(files: Files): Promise<void> {
  const context = await createContext(contextOf(files));
  const tried = context.ok ? await tryLesson(context.value.digest) : context;
  if (tried.ok) return askAboutLesson({ lesson: tried.value.id, step: undefined });
  const { title, detail } = tried.problem;
  addNotice({ tone: "error", text: messages.notTried(`${title}. ${detail}`) });
}
