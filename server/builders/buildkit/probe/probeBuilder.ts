import type { BuilderDescription } from "#contract/health.ts";
import type { DockerClient } from "../client/clientSettings.ts";
import { buildxName, createBuilder } from "../client/createBuilder.ts";
import { runClient } from "../client/runClient.ts";
import type { NamedBuilder } from "../settings/builderSettings.ts";
import { type ListedBuilder, readListedBuilder } from "./builderNodes.ts";
import { connectionFault } from "./connectionFault.ts";
import { faultSentence } from "./faultWords.ts";
import { startReason } from "./startWords.ts";

const PATIENCE_MS = 20_000;

export interface Probed {
  readonly description: BuilderDescription;
  readonly exports: ListedBuilder["exports"];
}

/** Asks a builder what it is. Never rejects: what is wrong is the description's reason. */
export async function probeBuilder(client: DockerClient, builder: NamedBuilder, docker: string): Promise<Probed> {
  const unavailable = (reason: string): Probed => ({
    description: { ...base(builder), available: false, reason, platforms: [], run: false },
    exports: "archive",
  });
  const patience = AbortSignal.timeout(PATIENCE_MS);
  client.prepare();
  const version = await runClient(client.command(["buildx", "version"]), patience);
  if (version.code === undefined) {
    return unavailable(`${docker} was not found: install the docker client, or name it in STRATA_DOCKER_CLI.`);
  }
  if (version.code !== 0) return unavailable("The docker client has no buildx: install it (docker-buildx-plugin).");
  const failure = await createBuilder(client, builder);
  if (failure !== undefined) {
    return unavailable(
      /driver option|driver-opt|flag/.test(failure)
        ? `buildx does not take the builder's options: ${sentence(failure)}`
        : startReason(builder, failure),
    );
  }
  if (builder.driver !== "docker" && builder.driver !== "remote") {
    const started = await runClient(
      client.command(["buildx", "inspect", "--bootstrap", buildxName(builder)]),
      AbortSignal.timeout(120_000),
    );
    if (started.code !== 0) return unavailable(startReason(builder, lastLine(started.stderr)));
  }
  const { stdout, stderr } = await runClient(client.command(["buildx", "ls", "--format", "json"]), patience);
  const listed = readListedBuilder(stdout, buildxName(builder));
  if (listed === undefined) return unavailable(`buildx does not list the builder: ${sentence(lastLine(stderr))}`);
  const running = listed.nodes.filter(({ available }) => available);
  if (running.length === 0) return unavailable(await unreachable(builder, listed.error));
  return { description: describe(builder, listed, version.stdout), exports: listed.exports };
}

/** While a builder has not answered yet. */
export function pendingDescription(builder: NamedBuilder): BuilderDescription {
  const reason = "The builder has not answered yet: try again in a moment.";
  return { ...base(builder), available: false, reason, platforms: [], run: false };
}

function describe(builder: NamedBuilder, { nodes, exports }: ListedBuilder, version: string): BuilderDescription {
  const found = [...new Set(nodes.flatMap(({ available, platforms }) => (available ? platforms : [])))];
  const platforms = builder.platforms === undefined ? found : builder.platforms.filter((one) => found.includes(one));
  const buildx = /\bv?\d+\.\d+\.\d+\S*/.exec(version)?.[0];
  return {
    ...base(builder),
    available: true,
    nodes: [...nodes],
    platforms,
    run: true,
    details: {
      driver: builder.driver,
      ...(buildx !== undefined && { buildx }),
      ...(exports === "engine" && { store: "engine" }),
    },
  };
}

function base({ name, driver, hostNetwork }: NamedBuilder) {
  return {
    id: name,
    kind: "buildkit" as const,
    driver,
    network: hostNetwork ? ("host" as const) : ("filtered" as const),
  };
}

async function unreachable(builder: NamedBuilder, error = ""): Promise<string> {
  const { driver, endpoint } = builder;
  const what = driver === "remote" ? "BuildKit" : driver === "kubernetes" ? "The cluster" : "The Docker engine";
  const who = endpoint === undefined ? what : `${what} at ${endpoint}`;
  const fault = await connectionFault(builder);
  const known = fault && faultSentence(who, fault);
  if (known !== undefined) return known;
  const why =
    error === "" || /Cannot connect|Is the docker daemon running/.test(error)
      ? ""
      : ` (${lastLine(error).replace(/\.$/, "")})`;
  return `${who} does not answer${why}: start it, or correct its address.`;
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/^ERROR: /, "") ?? ""
  );
}

function sentence(text: string): string {
  return text === "" ? "it does not say why." : `${text.replace(/\.$/, "")}.`;
}
