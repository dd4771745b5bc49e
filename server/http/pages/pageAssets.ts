import { readFile } from "node:fs/promises";
import path from "node:path";
import type { FastifyInstance } from "fastify";

/** The page's own files, as Vite writes them. Anything else is left to the handler of all files. */
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};
const NAME = /^\w[\w.-]*$/;
/** The forms a file may have beside it, the smallest first. */
const FORMS = [
  { encoding: "br", ending: ".br" },
  { encoding: "gzip", ending: ".gz" },
] as const;
/** The page has 4 MB of them; a page that is built again while the server runs adds its own, bytes. */
const MOST_KEPT = 64 * 1024 * 1024;

interface Asset {
  readonly encoding: string | undefined;
  readonly bytes: Buffer;
}

/**
 * Answers requests for the page's assets from memory. A page asks for more than a hundred of them when it is opened,
 * a class for thousands at once. What is in a file never changes: its name has a hash of it.
 */
export function servePageAssets(app: FastifyInstance, folder: string, cacheControl: string): void {
  const read = keepAssets(folder);
  app.get<{ Params: { name: string } }>("/assets/:name", { schema: { hide: true } }, async (request, reply) => {
    const { name } = request.params;
    const type = NAME.test(name) ? TYPES[path.extname(name)] : undefined;
    if (type === undefined || request.headers.range !== undefined) return reply.sendFile(`assets/${name}`);
    const asset = await read(name, request.headers["accept-encoding"] ?? "");
    if (asset === undefined) return reply.callNotFound();
    if (asset.encoding !== undefined) reply.header("content-encoding", asset.encoding);
    return reply.headers({ "cache-control": cacheControl, vary: "accept-encoding" }).type(type).send(asset.bytes);
  });
}

function keepAssets(folder: string): (name: string, accepted: string) => Promise<Asset | undefined> {
  const kept = new Map<string, Asset>();
  let size = 0;
  const keep = (key: string, asset: Asset): Asset => {
    if (size + asset.bytes.length > MOST_KEPT) {
      kept.clear();
      size = 0;
    }
    size += asset.bytes.length;
    kept.set(key, asset);
    return asset;
  };
  return async (name, accepted) => {
    const forms = FORMS.filter(({ encoding }) => accepts(accepted, encoding));
    const key = [name, ...forms.map(({ ending }) => ending)].join();
    const known = kept.get(key);
    if (known !== undefined) return known;
    for (const { encoding, ending } of [...forms, { encoding: undefined, ending: "" }]) {
      const bytes = await readFile(path.join(folder, "assets", `${name}${ending}`)).catch(() => undefined);
      if (bytes !== undefined) return keep(key, { encoding, bytes });
    }
    return undefined;
  };
}

/** True if a header lists an encoding, and not to refuse it (RFC 9110, 12.5.3). */
function accepts(header: string, encoding: string): boolean {
  return header.split(",").some((part) => {
    const [name = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}
