import { z } from "zod";
import type { Volume } from "#contract/container.ts";
import { flagFilter, matchesAny, matchesLabels } from "#contract/docker/filters.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { jsonBody } from "../base/engineBody.ts";
import { isSet, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson, sendNothing } from "../base/engineReply.ts";
import { filtersOf } from "../base/filters.ts";
import { refusal } from "../base/refusal.ts";

const createSchema = z.looseObject({
  Name: z.string().max(255).nullish(),
  Driver: z.string().nullish(),
  DriverOpts: z.record(z.string(), z.string()).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
});

/** `docker volume`. */
export function volumeRoutes({ containers, events }: Engine): Routes {
  const find = async (name: string) => (await containers.volumes(OPERATOR)).find((volume) => volume.name === name);
  return {
    "GET /volumes": async (call) => {
      const filters = filtersOf(call, ["name", "label", "dangling", "driver"]);
      const dangling = flagFilter(filters, "dangling");
      const volumes = (await containers.volumes(OPERATOR)).filter(
        ({ name, labels, containers: users }) =>
          matchesAny(filters, "name", (value) => name.includes(value)) &&
          matchesAny(filters, "driver", (value) => value === "local") &&
          matchesLabels(filters, labels) &&
          (dangling === undefined || dangling === (users.length === 0)),
      );
      sendJson(call, { Volumes: volumes.map(shownVolume), Warnings: null });
    },

    "POST /volumes/create": async (call) => {
      const { Name, Driver, DriverOpts, Labels } = await jsonBody(call, createSchema);
      if (!["", "local"].includes(Driver ?? "")) throw refusal("volume drivers", "the only driver is local");
      if (Object.keys(DriverOpts ?? {}).length > 0) throw refusal("--opt", "a volume is a folder of Strata's");
      const name = Name === null || Name === "" ? undefined : Name;
      const existing = name === undefined ? undefined : await find(name);
      const volume = existing ?? (await containers.createVolume(OPERATOR, name, Labels ?? {}));
      if (existing === undefined) events.emit("volume", "create", volume.name, { driver: "local" });
      sendJson(call, shownVolume(volume), 201);
    },

    "GET /volumes/:name": async (call) => {
      const volume = await find(param(call, "name"));
      if (volume === undefined) throw new EngineError(404, `get ${param(call, "name")}: no such volume`);
      sendJson(call, shownVolume(volume));
    },

    "DELETE /volumes/:name": async (call) => {
      const name = param(call, "name");
      const volume = await find(name);
      if (volume === undefined && isSet(call, "force")) return sendNothing(call);
      if (volume === undefined) throw new EngineError(404, `get ${name}: no such volume`);
      if (volume.containers.length > 0) {
        throw new EngineError(409, `remove ${name}: volume is in use - [${volume.containers.join(", ")}]`);
      }
      await containers.removeVolume(OPERATOR, name);
      events.emit("volume", "destroy", name, { driver: "local" });
      sendNothing(call);
    },

    "POST /volumes/prune": async (call) => {
      const filters = filtersOf(call, ["all", "label", "label!"]);
      if (filters.has("label") || filters.has("label!")) {
        throw refusal(
          "--filter of volume prune",
          "list with docker volume ls -q --filter, and remove with docker volume rm",
        );
      }
      // Before 1.42, volumes with a name were pruned too.
      const all = flagFilter(filters, "all") ?? call.version < 42;
      const { names, bytes } = await containers.pruneVolumes(OPERATOR, all);
      sendJson(call, { VolumesDeleted: names, SpaceReclaimed: bytes });
    },
  };
}

/** As the Engine API has it. Its path is left out: nothing on the machine may use it. */
export function shownVolume({ name, createdAt, labels, anonymous }: Volume): Record<string, unknown> {
  return {
    CreatedAt: new Date(createdAt).toISOString().replace(/\.\d+Z$/, "Z"),
    Driver: "local",
    Labels: anonymous
      ? { "com.docker.volume.anonymous": "", ...labels }
      : Object.keys(labels).length > 0
        ? labels
        : null,
    Mountpoint: "",
    Name: name,
    Options: null,
    Scope: "local",
  };
}
