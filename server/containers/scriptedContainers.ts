import { createHash } from "node:crypto";
import { PassThrough, Readable, type Writable } from "node:stream";
import type {
  Container,
  ContainerEvent,
  ContainerSpec,
  ContainerState,
  ExecSpec,
  Volume,
} from "#contract/container.ts";
import type { ContainersDescription } from "#contract/health.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type {
  Attachment,
  Containers,
  ExecSession,
  LogOptions,
  OutputChunk,
  RemoveOptions,
  TerminalSize,
} from "./containers.ts";

const IMAGE = `sha256:${"0".repeat(64)}` as const;
const encoder = new TextEncoder();

/** A command that prints what it is told, until a test or a HUP ends it. */
class EchoSession implements ExecSession {
  readonly id = "echo";
  readonly stdin: Writable;
  readonly output: AsyncIterable<OutputChunk>;
  readonly sizes: TerminalSize[] = [];
  readonly signals: string[] = [];
  readonly #code = Promise.withResolvers<number>();
  readonly #pipe = new PassThrough();

  constructor() {
    this.stdin = this.#pipe;
    this.output = chunksOf(this.#pipe);
    this.#pipe.once("end", () => this.#code.resolve(0));
  }

  print(text: string): void {
    this.#pipe.write(text);
  }

  resize(size: TerminalSize): void {
    this.sizes.push(size);
  }

  detach(): void {
    this.#pipe.end();
  }

  signal(name: string): void {
    this.signals.push(name);
    this.#code.resolve(129);
  }

  end(code: number): void {
    this.#code.resolve(code);
    this.#pipe.end();
  }

  wait(): Promise<number> {
    return this.#code.promise;
  }
}

async function* chunksOf(pipe: PassThrough): AsyncGenerator<OutputChunk, void> {
  for await (const bytes of pipe) yield { stream: "stdout", at: Date.now(), bytes };
}

/** Containers that run nothing: their states change as told, and a test says what their commands print. */
export class ScriptedContainers implements Containers {
  readonly started: { readonly spec?: ExecSpec; readonly session: EchoSession }[] = [];
  #waiting: (() => void)[] = [];
  /** What was done, in words. */
  readonly done: string[] = [];
  log: OutputChunk[] = [];
  readonly #byOwner = new Map<string, Container[]>();
  readonly #listeners = new Set<{ readonly owner: string; readonly tell: (event: ContainerEvent) => void }>();
  readonly #volumes = new Map<string, Volume[]>();

  #started(command: (typeof this.started)[number]): void {
    this.started.push(command);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** The first terminal, once there is one. */
  async first(): Promise<EchoSession> {
    for (;;) {
      const [first] = this.started;
      if (first !== undefined) return first.session;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async create(owner: string, spec: ContainerSpec): Promise<Container> {
    const name = spec.name ?? `container${this.list(owner).length}`;
    const created: Container = {
      id: createHash("sha256").update(`${owner} ${name}`).digest("hex"),
      name,
      image: { id: IMAGE, ref: spec.image },
      argv: spec.command ?? ["sh"],
      spec,
      createdAt: 1,
      state: { phase: "created" },
      restarts: 0,
      ports: (spec.ports ?? []).map((port) => ({ ...port, host: port.host ?? 1 })),
      volumes: [],
    };
    this.#byOwner.set(owner, [created, ...this.list(owner)]);
    this.#tell(owner, { type: "changed", container: created });
    return created;
  }

  get(owner: string, ref: string): Container {
    const found = this.list(owner).find(({ id, name }) => name === ref || id.startsWith(ref));
    if (found !== undefined) return found;
    throw new ProblemError(problem("container/not-found", `No such container: ${ref}`));
  }

  list(owner: string): Container[] {
    return this.#byOwner.get(owner) ?? [];
  }

  #change(owner: string, ref: string, what: string, change: Partial<Container> = {}): void {
    const before = this.get(owner, ref);
    const after = { ...before, ...change };
    this.done.push(`${what} ${before.name}`);
    this.#byOwner.set(
      owner,
      this.list(owner).map((one) => (one === before ? after : one)),
    );
    this.#tell(owner, { type: "changed", container: after });
  }

  #tell(owner: string, event: ContainerEvent): void {
    for (const listener of this.#listeners) if (listener.owner === owner) listener.tell(event);
  }

  async start(owner: string, ref: string): Promise<void> {
    this.#change(owner, ref, "start", { state: { phase: "running", startedAt: 2, paused: false } });
  }
  async stop(owner: string, ref: string, options = {}): Promise<void> {
    const state: ContainerState = { phase: "exited", finishedAt: 3, code: 0, reason: "exit" };
    this.#change(owner, ref, `stop ${JSON.stringify(options)}`, { state });
  }
  async kill(owner: string, ref: string, signal = "KILL"): Promise<void> {
    this.#change(owner, ref, `kill ${signal}`);
  }
  async restart(owner: string, ref: string): Promise<void> {
    this.#change(owner, ref, "restart");
  }
  async pause(owner: string, ref: string): Promise<void> {
    this.#change(owner, ref, "pause");
  }
  async unpause(owner: string, ref: string): Promise<void> {
    this.#change(owner, ref, "unpause");
  }
  async rename(owner: string, ref: string, name: string): Promise<void> {
    this.#change(owner, ref, "rename", { name });
  }
  async remove(owner: string, ref: string, { force = false }: RemoveOptions = {}): Promise<void> {
    const { id, name, state } = this.get(owner, ref);
    if (state.phase === "running" && !force) {
      throw new ProblemError(problem("container/state", `Container ${name} is running.`));
    }
    this.#byOwner.set(
      owner,
      this.list(owner).filter((one) => one.id !== id),
    );
    this.#tell(owner, { type: "removed", id });
  }
  async wait(owner: string, ref: string): Promise<ContainerState & { phase: "exited" }> {
    const { id } = this.get(owner, ref);
    return { phase: "exited", finishedAt: 3, code: id === "" ? 1 : 7, reason: "exit" };
  }
  async prune(owner: string) {
    const gone = this.list(owner).filter(({ state }) => state.phase !== "running");
    for (const { id } of gone) await this.remove(owner, id);
    return { ids: gone.map(({ id }) => id), bytes: 0 };
  }

  async *logs(owner: string, ref: string, options: LogOptions): AsyncGenerator<OutputChunk, void> {
    this.done.push(`logs ${JSON.stringify(options)} ${this.get(owner, ref).name}`);
    yield* this.log;
  }
  attach(owner: string, ref: string): Attachment {
    this.get(owner, ref);
    const session = new EchoSession();
    this.#started({ session });
    return session;
  }
  resize(): void {}
  async exec(owner: string, ref: string, spec: ExecSpec): Promise<ExecSession> {
    const { name, state } = this.get(owner, ref);
    if (state.phase !== "running") {
      throw new ProblemError(problem("container/state", `Container ${name} is not running.`));
    }
    const session = new EchoSession();
    this.#started({ spec, session });
    return session;
  }
  async top(owner: string, ref: string) {
    this.get(owner, ref);
    return [{ pid: 1, ppid: 0, uid: 0, cpuSeconds: 0, startedAt: 2, memoryBytes: 1, command: "sh" }];
  }
  async stats(owner: string, ref: string) {
    this.get(owner, ref);
    return { at: 1, memoryBytes: 1, memoryLimit: 2, cpuSeconds: 0, processes: 1, receivedBytes: 0, sentBytes: 0 };
  }
  async changes(owner: string, ref: string) {
    this.get(owner, ref);
    return Array.from({ length: 10_001 }, (_, at) => ({
      path: `/${at}`,
      change: "added" as const,
      type: "file" as const,
      size: 1,
    }));
  }
  async files(owner: string, ref: string) {
    this.get(owner, ref);
    return { layer: 1, entries: [], total: 0, truncated: false };
  }
  async entries(owner: string, ref: string) {
    this.get(owner, ref);
    const counts = { added: 0, changed: 0, deleted: 0, unchanged: 0 };
    return { folder: "/", entries: [], total: 0, counts };
  }
  async commit(owner: string, ref: string): Promise<typeof IMAGE> {
    this.#change(owner, ref, "commit");
    return IMAGE;
  }
  async stat(_owner: string, _ref: string, path: string) {
    return { name: path, size: 0, mode: 0, mtime: new Date(0), linkTarget: "" };
  }
  async readArchive(owner: string, ref: string, path: string) {
    this.get(owner, ref);
    return { stat: await this.stat(owner, ref, path), tar: Readable.from([encoder.encode(`tar of ${path}`)]) };
  }
  async export(owner: string, ref: string) {
    this.get(owner, ref);
    return Readable.from([encoder.encode("everything")]);
  }
  async writeArchive(owner: string, ref: string, path: string, tar: Readable): Promise<void> {
    this.get(owner, ref);
    let length = 0;
    for await (const part of tar) length += part.length;
    this.done.push(`unpack ${length} bytes in ${path}`);
  }

  async createVolume(owner: string, name = "anonymous", labels = {}): Promise<Volume> {
    const volume = { name, createdAt: 1, anonymous: name === "anonymous", labels: { ...labels }, containers: [] };
    this.#volumes.set(owner, [...(this.#volumes.get(owner) ?? []), volume]);
    return volume;
  }
  async volumes(owner: string): Promise<Volume[]> {
    return this.#volumes.get(owner) ?? [];
  }
  async removeVolume(owner: string, name: string): Promise<void> {
    const own = await this.volumes(owner);
    if (!own.some((volume) => volume.name === name)) {
      throw new ProblemError(problem("volume/not-found", `get ${name}: no such volume`));
    }
    this.#volumes.set(
      owner,
      own.filter((volume) => volume.name !== name),
    );
  }
  async pruneVolumes(owner: string, all: boolean) {
    const gone = (await this.volumes(owner)).filter(({ anonymous }) => all || anonymous);
    for (const { name } of gone) await this.removeVolume(owner, name);
    return { names: gone.map(({ name }) => name), bytes: 0 };
  }

  async describe(): Promise<ContainersDescription> {
    return { runtime: "sandbox", available: true, network: "none" };
  }

  watch(owner: string, tell: (event: ContainerEvent) => void): () => void {
    const listener = { owner, tell };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
