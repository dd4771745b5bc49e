import type { Handler, Routes } from "./base/engineCall.ts";
import { EngineError } from "./base/engineError.ts";
import { API_VERSION, MIN_API_VERSION } from "./base/engineVersion.ts";

export interface Found {
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
  readonly version: number;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Finds the handler of a method and a path. Throws an EngineError. */
export type Router = (method: string, path: string) => Found;

export function createRouter(table: Routes): Router {
  const routes = Object.entries(table).map(([key, handler]): Route => {
    const [method = "", path = ""] = key.split(" ");
    return { method, pattern: patternOf(path), handler };
  });
  return (method, path) => {
    const [, version, rest = path] = /^\/v([0-9.]+)(\/.*)$/.exec(path) ?? [];
    for (const { method: wanted, pattern, handler } of routes) {
      const match = wanted === method ? pattern.exec(rest) : null;
      if (match === null) continue;
      return { handler, params: decoded(match.groups ?? {}), version: minorOf(version) };
    }
    throw new EngineError(404, "page not found");
  };
}

function patternOf(path: string): RegExp {
  const source = path.replaceAll(".", "\\.").replaceAll(/:(\w+)(\+?)/g, (_, name: string, greedy: string) => {
    return `(?<${name}>${greedy === "" ? "[^/]+" : ".+"})`;
  });
  return new RegExp(`^${source}$`);
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new EngineError(400, `invalid URL escape ${JSON.stringify(text.slice(0, 100))}`);
  }
}

/** Throws an EngineError for a version that is not spoken here. */
function minorOf(version: string | undefined): number {
  if (version === undefined) return API_VERSION;
  const minor = Number(/^1\.(\d{1,4})$/.exec(version)?.[1] ?? Number.NaN);
  if (version.startsWith("0") || minor < MIN_API_VERSION) {
    throw new EngineError(
      400,
      `client version ${version} is too old. Minimum supported API version is 1.${MIN_API_VERSION}, please upgrade your client to a newer version`,
    );
  }
  if (minor <= API_VERSION) return minor;
  throw new EngineError(400, `client version ${version} is too new. Maximum supported API version is 1.${API_VERSION}`);
}
