import { createHash } from "node:crypto";
import type { BuildRequest } from "#contract/build.ts";

/** The last live build of a workspace. */
interface Last {
  readonly id: string;
  /** Of its request. */
  readonly hash: string;
}

/** Which live build each workspace made last: the same text is not built twice, and a new one takes the place of the old. */
export class LiveBuilds {
  readonly #last = new Map<string, Last>();

  /** The last one of the request's workspace, and whether it is of the same request. */
  last(owner: string, request: BuildRequest): { readonly id: string; readonly isSame: boolean } | undefined {
    const last = this.#last.get(scopeOf(owner, request));
    return last && { id: last.id, isSame: last.hash === hashOf(request) };
  }

  started(owner: string, request: BuildRequest, id: string): void {
    this.#last.set(scopeOf(owner, request), { id, hash: hashOf(request) });
  }

  /** Without an image, the same request is worth another try. */
  failed(owner: string, request: BuildRequest, id: string): void {
    const scope = scopeOf(owner, request);
    if (this.#last.get(scope)?.id === id) this.#last.delete(scope);
  }

  forget(owner: string): void {
    for (const scope of this.#last.keys()) if (scope.startsWith(`${owner} `)) this.#last.delete(scope);
  }
}

function scopeOf(owner: string, { workspace = "" }: BuildRequest): string {
  return `${owner} ${workspace}`;
}

function hashOf(request: BuildRequest): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("hex");
}
