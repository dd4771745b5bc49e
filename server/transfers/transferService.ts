import type { Digest } from "#contract/names/digest.ts";
import { registryHost } from "#contract/names/registryHost.ts";
import { problemError } from "#contract/problemError.ts";
import type { LoadedImage, Login, LoginRequest, TransferProgress } from "#contract/transfer.ts";
import { transferProgressSchema } from "#contract/transfer.ts";
import type { Credentials } from "#server/oci/distribution/registrySettings.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { WorkThread } from "#server/threads/workThread.ts";
import { LoginStore } from "./loginStore.ts";
import { openTransferDatabase } from "./transferDatabase.ts";
import type { Asker, TransferJob, TransferOptions } from "./transferJob.ts";
import type { ImportOptions, Pulled, PullOptions, Pushed, TransferAuth, Transfers } from "./transfers.ts";

export interface TransferServiceOptions extends TransferOptions {
  /** Whether an owner may do what the operator may. */
  readonly isOperator: (owner: string) => boolean;
  /** What shows this server's own registry for whom it is asked. */
  readonly passOf: (owner: string) => string;
  /** The file of the key for kept passwords. */
  readonly keyFile: string;
  /** Called when the store has grown. */
  readonly onStored?: () => void;
}

/** Transfers of one owner at a time. */
const MAX_OF_OWNER = 4;
/** Of all owners. */
const MAX_OPEN = 32;
const MAX_LOGINS = 50;
const IDLE_MS = 60_000;

interface Answers {
  pull: Pulled;
  push: Pushed;
  load: readonly LoadedImage[];
  import: Digest;
  login: undefined;
}

interface Asking {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
  readonly body?: AsyncIterable<Uint8Array>;
}

/** Pulls and pushes in a thread: unpacking, compressing, and hashing would block the server. */
export class TransferService implements Transfers {
  readonly #thread: WorkThread<TransferJob, Answers[TransferJob["kind"]]>;
  readonly #database: ReturnType<typeof openTransferDatabase>;
  readonly #logins: LoginStore;
  readonly #onStored: () => void;
  readonly #askerOf: (owner: string) => Asker;
  /** By owner. */
  readonly #open = new Map<string, number>();

  constructor({ keyFile, onStored, isOperator, passOf, ...options }: TransferServiceOptions) {
    const module = new URL("./transferThread.ts", import.meta.url);
    this.#thread = new WorkThread({ module, data: options, waiting: MAX_OPEN, idle: IDLE_MS });
    this.#database = openTransferDatabase(options.dir);
    this.#logins = new LoginStore(this.#database, keyFile);
    this.#onStored = onStored ?? (() => undefined);
    this.#askerOf = (owner) => {
      const own = { port: options.registry.own?.port, pass: passOf(owner) };
      return { owner, asOperator: isOperator(owner), own };
    };
  }

  async pull(owner: string, reference: string, options: PullOptions, signal: AbortSignal): Promise<Pulled> {
    const { platform, onProgress, auth } = options;
    const job = { ...this.#askerOf(owner), reference, logins: this.#loginsFor(owner, reference, auth) };
    const pull = { kind: "pull" as const, ...job, ...(platform !== undefined && { platform }) };
    return await this.#ask(owner, pull, { signal, onProgress }).finally(this.#onStored);
  }

  async push(
    owner: string,
    reference: string,
    onProgress: (progress: TransferProgress) => void,
    signal: AbortSignal,
    auth?: TransferAuth,
  ): Promise<Pushed> {
    const job = { ...this.#askerOf(owner), reference, logins: this.#loginsFor(owner, reference, auth) };
    const push = { kind: "push" as const, ...job };
    // Compressed layers are in the store until the next sweep.
    return await this.#ask(owner, push, { signal, onProgress }).finally(this.#onStored);
  }

  load(owner: string, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<readonly LoadedImage[]> {
    return this.#ask(owner, { kind: "load", owner }, { signal, body: archive }).finally(this.#onStored);
  }

  import(owner: string, tar: AsyncIterable<Uint8Array>, options: ImportOptions, signal: AbortSignal): Promise<Digest> {
    return this.#ask(owner, { kind: "import", owner, options }, { signal, body: tar }).finally(this.#onStored);
  }

  async login(owner: string, request: LoginRequest, signal: AbortSignal): Promise<void> {
    const { username, password, keep = false } = request;
    const registry = requireHost(request.registry);
    const held = this.#logins.list(owner);
    if (held.length >= MAX_LOGINS && !held.some((login) => login.registry === registry)) {
      throw problemError("request/too-many", `There are ${held.length} logins already.`, {
        next: "Log out of one first.",
      });
    }
    const credentials = { username, password };
    await this.#ask(owner, { kind: "login", ...this.#askerOf(owner), registry, credentials }, { signal });
    this.#logins.put(owner, registry, credentials, keep);
  }

  logout(owner: string, registry: string | undefined): boolean {
    return this.#logins.remove(owner, requireHost(registry));
  }

  /** With passwords, by registry: for what acts for the owner, never for what answers them. */
  credentials(owner: string): Readonly<Record<string, Credentials>> {
    return this.#logins.credentials(owner);
  }

  logins(owner: string): Login[] {
    return this.#logins.list(owner);
  }

  forget(owner: string): void {
    this.#logins.forget(owner);
  }

  async close(): Promise<void> {
    await this.#thread.close();
    this.#database.close();
  }

  /** Throws a ProblemError (image/reference). */
  #loginsFor(owner: string, reference: string, auth: TransferAuth | undefined): Record<string, Credentials> {
    if (auth === undefined) return this.#logins.credentials(owner);
    return { [requireReference(reference).registry]: auth };
  }

  async #ask<Kind extends TransferJob["kind"]>(
    owner: string,
    job: TransferJob & { kind: Kind },
    { signal, onProgress, body }: Asking,
  ): Promise<Answers[Kind]> {
    const open = this.#open.get(owner) ?? 0;
    if (open >= MAX_OF_OWNER) {
      throw problemError(
        "request/too-many",
        `${open} pulls and pushes are already running. Wait for one, or cancel it.`,
      );
    }
    this.#open.set(owner, open + 1);
    try {
      const onNews = (news: unknown) => onProgress?.(transferProgressSchema.parse(news));
      // The thread answers each kind of job with its own kind of answer.
      return (await this.#thread.ask(job, body, { signal, onNews })) as Answers[Kind];
    } finally {
      const left = (this.#open.get(owner) ?? 1) - 1;
      if (left === 0) this.#open.delete(owner);
      else this.#open.set(owner, left);
    }
  }
}

function requireHost(registry: string | undefined): string {
  const host = registryHost(registry);
  if (host !== undefined) return host;
  throw problemError("request/invalid", `${JSON.stringify(registry)} is not the host of a registry.`, {
    next: "Give a host such as ghcr.io or localhost:5000, or none for Docker Hub.",
  });
}
