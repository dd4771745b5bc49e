import type { NamedBuilder } from "../settings/builderSettings.ts";
import type { DockerClient } from "./clientSettings.ts";
import { runClient } from "./runClient.ts";

/** buildx's name of a builder: its own `default` is the docker engine itself. */
export function buildxName({ name, driver }: NamedBuilder): string {
  return driver === "docker" ? "default" : `strata-${name}`;
}

/** The arguments of `docker buildx create`; undefined for an engine's own BuildKit, which needs none. */
export function createArguments(builder: NamedBuilder): string[] | undefined {
  const { driver, endpoint, tls, kubernetes = {}, container = {} } = builder;
  if (driver === "docker") return undefined;
  const options = [
    ...(tls === undefined || driver !== "remote" ? [] : [`cacert=${tls.ca}`, `cert=${tls.cert}`, `key=${tls.key}`]),
    ...(tls?.serverName === undefined ? [] : [`servername=${tls.serverName}`]),
    ...Object.entries({ ...kubernetes, ...container }).map(([name, value]) => `"${name}=${value}"`),
  ];
  return [
    ...["buildx", "create", "--name", buildxName(builder), "--driver", driver],
    ...options.flatMap((option) => ["--driver-opt", option]),
    ...(builder.hostNetwork && driver === "docker-container"
      ? ["--buildkitd-flags", "--allow-insecure-entitlement=network.host"]
      : []),
    ...(driver === "remote" && endpoint !== undefined ? [endpoint] : []),
  ];
}

/** Makes buildx know the builder; an older entry of the same name goes. Returns why it failed. */
export async function createBuilder(client: DockerClient, builder: NamedBuilder): Promise<string | undefined> {
  const args = createArguments(builder);
  if (args === undefined) return undefined;
  const patience = AbortSignal.timeout(30_000);
  await runClient(
    client.command(["buildx", "rm", "--keep-daemon", "--keep-state", "--force", buildxName(builder)]),
    patience,
  );
  const { code, stderr } = await runClient(client.command(args), patience);
  return code === 0
    ? undefined
    : stderr
        .trim()
        .split("\n")
        .at(-1)
        ?.replace(/^ERROR: /, "");
}
