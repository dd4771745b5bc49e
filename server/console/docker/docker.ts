import type { CommandContext } from "../command/commandContext.ts";
import { programOf } from "../command/programOf.ts";
import { COMMANDS } from "./commands.ts";
import { daemonError } from "./faults/daemonError.ts";
import { CLI_VERSION } from "./system/version.ts";

const HERE = "there is one server here.";
const BUILDERS = "the operator names the builders: docker buildx ls lists them, and docker build --builder takes one.";

/** The docker CLI's words over the services. */
export const docker = programOf({
  name: "docker",
  description: "A self-sufficient runtime for containers",
  commands: COMMANDS,
  groups: {
    "docker builder": "Manage builds",
    "docker buildx": "Docker Buildx",
    "docker container": "Manage containers",
    "docker image": "Manage images",
    "docker system": "Manage Docker",
    "docker volume": "Manage volumes",
  },
  unavailable: {
    "docker bake": "build one image at a time with docker build.",
    "docker builder prune": "clear the build cache in the page's Settings.",
    "docker compose": "start each container with docker run.",
    "docker config": "there is no swarm here.",
    "docker container update": "limits are set when a container is created: docker run --memory, --cpus.",
    "docker context": HERE,
    "docker manifest": "images here have one platform each.",
    "docker network": "each container has the standard network, or none (docker run --network none).",
    "docker plugin": "there are no plugins here.",
    "docker secret": "there is no swarm here; docker build --secret works.",
    "docker service": "there is no swarm here.",
    "docker stack": "there is no swarm here.",
    "docker swarm": "there is no swarm here.",
    "docker trust": "images here are not signed.",
    "docker update": "limits are set when a container is created: docker run --memory, --cpus.",
    "docker volume update": "volumes have no options here.",
    "docker buildx create": BUILDERS,
    "docker buildx use": BUILDERS,
    "docker buildx bake": "build one image at a time with docker build.",
    "docker buildx imagetools": "images here have one platform each.",
  },
  globalFlags: {
    config: { kind: "ignored", takesValue: true, description: "Location of client config files" },
    context: { kind: "ignored", short: "c", takesValue: true, description: "Name of the context to use" },
    debug: { kind: "ignored", short: "D", takesValue: false, description: "Enable debug mode" },
    host: {
      kind: "unsupported",
      short: "H",
      takesValue: true,
      description: "Daemon socket to connect to",
      reason: `--host is not available: ${HERE}`,
    },
    "log-level": { kind: "ignored", short: "l", takesValue: true, description: "Set the logging level" },
    version: { kind: "boolean", short: "v", description: "Print version information and quit" },
  },
  runGlobal: printVersion,
  epilogue: "For more help on how to use Docker, head to https://docs.docker.com/go/guides/",
  explain: (problem) => ({ text: daemonError(problem), code: 1 }),
});

async function printVersion(given: ReadonlySet<string>, { io, services }: CommandContext): Promise<number | undefined> {
  if (!given.has("version")) return undefined;
  await io.stdout.write(`Docker version ${CLI_VERSION}, build strata-${services.version}\n`);
  return 0;
}
