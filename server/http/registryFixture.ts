import { afterAll, beforeAll } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { DEFAULT_WORKSPACE } from "#server/workspaces/workspaceStore.ts";
import { createTestApp, type TestApp } from "./testApp.ts";

export const HOST = "localhost:8080";

type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  readonly json: unknown;
}

/** For tests: the registry of an app, without a port. */
export interface TestRegistry {
  readonly test: TestApp;
  call(method: Method, url: string, options?: CallOptions): Promise<Answer>;
  /** An image as a build leaves it. */
  build(name: string, files?: Record<string, string>): StoredImage;
}

/** For tests: a registry that all tests of a file share. */
export function sharedRegistry(): TestRegistry {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());
  return {
    get test() {
      return test;
    },
    call: (...request) => call(test, ...request),
    build(name, files = { "etc/motd": name }) {
      const { blobs, images } = test.services;
      const layer: Digest = putLayer(blobs, files);
      return images.put({ ...newImage([layer], [name], name), workspace: DEFAULT_WORKSPACE });
    },
  };
}

async function call({ app }: TestApp, method: Method, url: string, { headers = {}, body }: CallOptions = {}) {
  const payload = typeof body === "string" ? body : body && Buffer.from(body);
  const answer = await app.inject({
    method,
    url,
    headers: { host: HOST, ...headers },
    ...(payload !== undefined && { payload }),
  });
  const bytes = answer.rawPayload;
  const shown = Object.entries(answer.headers).map(([name, value]) => [name, value?.toString()]);
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(shown),
    bytes,
    get json(): unknown {
      return JSON.parse(bytes.toString("utf8"));
    },
  };
}

/** For tests: the codes of `{"errors": […]}`. */
export function codesOf({ json }: Answer): unknown {
  if (typeof json !== "object" || json === null || !("errors" in json) || !Array.isArray(json.errors)) return json;
  return json.errors.map(({ code }: { code: unknown }) => code);
}
