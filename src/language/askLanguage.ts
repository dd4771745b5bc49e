import type {
  AnswerOf,
  InputOf,
  LanguageAnswer,
  LanguageMethod,
  LanguageNews,
  LanguageQuestion,
} from "./languageMethods.ts";

/** Longer than any reasonable file takes. A worker that is not done by then is replaced. */
const LIMIT_MS = 10_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

let worker: Worker | undefined;
let lastId = 0;
const newsListeners = new Set<() => void>();
const waiting = new Map<number, Waiting>();

/** Calls back whenever the language core can find more than before. */
export function listenForNews(listener: () => void): void {
  newsListeners.add(listener);
}

/** Asks the language core. Rejects if it failed or took too long: our bug, never the Dockerfile's. */
export function askLanguage<Method extends LanguageMethod>(
  method: Method,
  input: InputOf<Method>,
): Promise<AnswerOf<Method>> {
  lastId += 1;
  const question: LanguageQuestion = { id: lastId, method, input };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => restart(`${method} took longer than ${LIMIT_MS} ms`), LIMIT_MS);
    waiting.set(question.id, { resolve: (value) => resolve(value as AnswerOf<Method>), reject, timer });
    running().postMessage(question);
  });
}

function running(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./languageWorker.ts", import.meta.url), { type: "module", name: "language" });
  worker.onmessage = ({ data }: MessageEvent<LanguageAnswer | LanguageNews>) => {
    if ("news" in data) for (const listener of newsListeners) listener();
    else settle(data);
  };
  worker.onerror = ({ message }) => restart(message || "The worker could not be loaded");
  return worker;
}

function settle(answer: LanguageAnswer): void {
  const asked = waiting.get(answer.id);
  if (!asked) return;
  waiting.delete(answer.id);
  clearTimeout(asked.timer);
  if (answer.ok) asked.resolve(answer.value);
  else asked.reject(new Error(`The language core failed: ${answer.message}`));
}

function restart(why: string): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(new Error(why));
  }
  waiting.clear();
}
