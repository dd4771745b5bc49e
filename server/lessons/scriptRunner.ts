import { Readable } from "node:stream";
import { ProblemError } from "#contract/problemError.ts";
import type { ScriptFact } from "#lessons/checks/facts.ts";
import { dropHidden } from "#server/images/dropHidden.ts";
import { contentOf } from "./factsOf.ts";
import type { LessonServices, WorkspacePlace } from "./lessonServices.ts";
import { SCRIPT_LABEL, scriptImage } from "./scriptImage.ts";
import { scriptTar } from "./scriptTar.ts";
import type { Json } from "./seen.ts";

/** Scripts of all lessons that run at once; more wait. */
const MOST = 2;
/** Longest time of one run, with what prepares it, in milliseconds. */
const PATIENCE = 30_000;
/** Bytes of output that are read. */
const OUTPUT = 20_000;
/** Where the files of the workspace are, as in the machines of Katacoda. */
const HOME = "root";
const FOLDER = "tmp/.lesson";

export interface ScriptRun {
  readonly place: WorkspacePlace;
  readonly workspace: Json;
  /** Run before it, whatever they end with. */
  readonly before: readonly string[];
  readonly text: string;
  readonly signal: AbortSignal;
}

/**
 * Runs scripts of lessons, each in a container of its own with a copy of the workspace's files, within the limits of any
 * container. Nothing of it stays.
 */
export class ScriptRunner {
  readonly #services: LessonServices;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(services: LessonServices) {
    this.#services = services;
  }

  /** Undefined if it can't be run here. */
  async run(run: ScriptRun): Promise<ScriptFact | undefined> {
    if (this.#running >= MOST) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await this.#run(run);
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #run({ place, workspace, before, text, signal }: ScriptRun): Promise<ScriptFact | undefined> {
    const { builds, containers, images, blobs } = this.#services;
    const { owner } = place;
    const scripts = [...before, text].map((each, index) => ({ name: `${FOLDER}/${index}`, text: each }));
    const tar = scriptTar(contentOf(workspace).files, { home: HOME, scripts, blobs });
    const image = scriptImage(images, owner);
    if (tar === undefined || image === undefined) return undefined;
    const { id } = await containers.create(owner, {
      image,
      entrypoint: ["/bin/sh", "-c"],
      command: [commandOf(before.length)],
      workdir: `/${HOME}`,
      labels: { [SCRIPT_LABEL]: "" },
    });
    try {
      await containers.writeArchive(owner, id, "/", Readable.from(tar));
      await containers.start(owner, id);
      const late = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
      const { code } = await containers.wait(owner, id, "not-running", late);
      return { code, output: await this.#output(owner, id, signal) };
    } catch (error) {
      if (signal.aborted || !isLate(error)) throw error;
      return { code: 124, output: `It took longer than ${PATIENCE / 1000} seconds.` };
    } finally {
      await containers.remove(owner, id, { force: true, volumes: true }).catch(() => undefined);
      dropHidden({ images, containers, builds }, owner);
    }
  }

  async #output(owner: string, id: string, signal: AbortSignal): Promise<string> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const { bytes } of this.#services.containers.logs(owner, id, { tail: 50 }, signal)) {
      parts.push(bytes);
      length += bytes.length;
      if (length > OUTPUT) break;
    }
    return Buffer.concat(parts).toString("utf8");
  }
}

function commandOf(last: number): string {
  const earlier = Array.from({ length: last }, (_, index) => `sh /${FOLDER}/${index} >/dev/null 2>&1`);
  return [...earlier, `exec sh /${FOLDER}/${last}`].join("; ");
}

function isLate(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
