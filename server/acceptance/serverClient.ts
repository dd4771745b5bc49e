import type { Build, BuildRequest } from "#contract/build.ts";
import { type BuildEvent, buildEventSchema, type FinishedEvent } from "#contract/buildEvent.ts";
import { contextResponseSchema } from "#contract/context.ts";
import type { Digest } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";

/** A server's public API, used like a script would. */
export interface ServerClient {
  readonly url: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  /** Puts text files into a context; returns its digest. */
  context(files: Record<string, string>): Promise<Digest>;
  start(request: BuildRequest): Promise<string>;
  events(id: string): Promise<BuildEvent[]>;
  build(request: BuildRequest): Promise<FinishedBuild>;
  state(id: string): Promise<Build>;
}

export interface FinishedBuild {
  readonly id: string;
  readonly events: readonly BuildEvent[];
  readonly finished: FinishedEvent;
  /** All output, steps in the order of their first output. */
  readonly log: string;
}

/** `headers`: of every request. */
export function clientOf(url: string, headers: Readonly<Record<string, string>> = {}): ServerClient {
  const request = (path: string, init: RequestInit = {}) => {
    const all = new Headers(init.headers);
    for (const [name, value] of Object.entries(headers)) all.set(name, value);
    return fetch(url + path, { ...init, headers: all });
  };
  const post = (path: string, body: unknown) =>
    request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const start = async (build: BuildRequest) => {
    const answer = await post(routes.builds(), build);
    if (answer.status !== 202) throw new Error(`the build was refused: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  const events = async (id: string) => parseEvents(await (await request(routes.buildEvents(id))).text());
  return {
    url,
    fetch: request,
    post,
    start,
    events,
    async context(files) {
      const answer = await post(routes.contexts(), {
        files: Object.entries(files).map(([path, text]) => ({ path, text })),
      });
      return contextResponseSchema.parse(await answer.json()).digest;
    },
    async build(build) {
      const id = await start(build);
      return finishedBuild(id, await events(id));
    },
    state: async (id) => (await (await request(routes.build(id))).json()) as Build,
  };
}

function finishedBuild(id: string, events: readonly BuildEvent[]): FinishedBuild {
  const finished = events.findLast((event) => event.type === "finished");
  if (!finished) throw new Error(`build ${id} told no end`);
  const log = events.flatMap((event) => (event.type === "log" ? [event.text] : [])).join("");
  return { id, events, finished, log };
}

function parseEvents(stream: string): BuildEvent[] {
  return stream
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => buildEventSchema.parse(JSON.parse(line.slice("data:".length))));
}
