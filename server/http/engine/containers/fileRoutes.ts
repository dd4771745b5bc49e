import { Readable } from "node:stream";
import type { PathStat } from "#server/containers/containers.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { bodyOf } from "../base/engineBody.ts";
import { type EngineCall, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson, sendNothing, sendTar } from "../base/engineReply.ts";

/** As in `archive.ChangeType`. */
const KINDS = { changed: 0, added: 1, deleted: 2 } as const;

/** `docker cp`, `diff`, and `export`. */
export function fileRoutes({ containers, uploads }: Engine): Routes {
  return {
    "HEAD /containers/:id/archive": async (call) => {
      const stat = await containers.stat(OPERATOR, param(call, "id"), pathOf(call));
      call.response.setHeader("X-Docker-Container-Path-Stat", statHeader(stat));
      sendNothing(call, 200);
    },

    "GET /containers/:id/archive": async (call) => {
      const { stat, tar } = await containers.readArchive(OPERATOR, param(call, "id"), pathOf(call));
      await sendTar(call, tar, { "X-Docker-Container-Path-Stat": statHeader(stat) });
    },

    "PUT /containers/:id/archive": async (call) => {
      const body = Readable.from(bodyOf(call, uploads.bytes), { objectMode: false });
      await containers.writeArchive(OPERATOR, param(call, "id"), pathOf(call), body);
      sendNothing(call, 200);
    },

    "GET /containers/:id/changes": async (call) => {
      const changes = await containers.changes(OPERATOR, param(call, "id"));
      const shown = changes.map(({ path, change }) => ({ Path: path, Kind: KINDS[change] }));
      sendJson(call, shown.length === 0 ? null : shown);
    },

    "GET /containers/:id/export": async (call) => {
      const tar = await containers.export(OPERATOR, param(call, "id"));
      await sendTar(call, tar, { "content-type": "application/octet-stream" });
    },
  };
}

function pathOf({ query }: EngineCall): string {
  const path = query.get("path") ?? "";
  if (path === "") throw new EngineError(400, 'bad parameter: "path" cannot be empty');
  return path;
}

function statHeader({ name, size, mode, mtime, linkTarget }: PathStat): string {
  return Buffer.from(JSON.stringify({ name, size, mode, mtime: mtime.toISOString(), linkTarget })).toString("base64");
}
