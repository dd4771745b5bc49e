import type { BuildRequest } from "./build.ts";
import type { WorkspaceSettings } from "./workspace.ts";

type Settings = Omit<WorkspaceSettings, "tag">;

/** What the settings of a workspace ask of a build, beside its files, names, and secrets. Empty ones are omitted. */
export function requestOfSettings(settings: Settings): BuildRequest {
  const args = recordOf(settings.buildArgs);
  const labels = recordOf(settings.labels);
  const annotations = recordOf(settings.annotations);
  const { noCache = [], builder, attestations, cacheFrom = [], cacheTo = [] } = settings;
  return {
    dockerfile: settings.dockerfile,
    ...(settings.target ? { target: settings.target } : {}),
    ...(args && { buildArgs: args }),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(noCache.length > 0 && { noCacheFilter: noCache }),
    ...(settings.platform ? { platform: settings.platform } : {}),
    ...(builder !== undefined && { builder }),
    ...(attestations !== undefined && { attestations }),
    ...(cacheFrom.length > 0 && { cacheFrom }),
    ...(cacheTo.length > 0 && { cacheTo }),
  };
}

/** Rows without a name are still being typed. Undefined if there are no others. */
function recordOf(rows: WorkspaceSettings["buildArgs"] = []): Record<string, string> | undefined {
  const named = rows.filter(({ name }) => name !== "");
  return named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, value }) => [name, value]));
}
