import type { BuildRequest } from "#contract/build.ts";
import { parseReference } from "#contract/names/reference.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import type { FlagValues } from "../../command/flags.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { pathFault } from "../faults/pathFault.ts";
import { readLabels, readTextFile } from "../io/readFiles.ts";
import { type ContextFolder, contextFolder, keepContext, pathInContext } from "./buildContext.ts";
import { builderOptions } from "./builderOptions.ts";
import type { buildFlags } from "./buildFlags.ts";

export type BuildValues = FlagValues<typeof buildFlags>;

export interface PreparedBuild {
  readonly request: BuildRequest;
  readonly folder: ContextFolder;
}

const NETWORKS = ["default", "none", "host"] as const;
const MAX_DOCKERFILE = 2_000_000;

/** What `docker build` asks for. Throws a FlagFault, or a ProblemError. */
export async function prepareBuild(context: CommandContext, flags: BuildValues, path: string): Promise<PreparedBuild> {
  checkTags(flags.tag);
  const fromStdin = path === "-";
  const folder: ContextFolder = fromStdin ? { path: "", files: [] } : await contextFolder(context, path);
  const dockerfile = await dockerfileOf(context, flags.file, folder, fromStdin);
  const buildArgs = argumentsOf(flags["build-arg"], context.env);
  const labels = readLabels(flags.label);
  const secrets = await secretsOf(context, flags.secret);
  const namedContexts = await namedContextsOf(context, flags["build-context"]);
  const request: BuildRequest = {
    ...(!fromStdin && { context: await keepContext(context, folder) }),
    ...dockerfile,
    ...(flags.tag.length > 0 && { tags: [...flags.tag] }),
    ...(flags.target !== undefined && flags.target !== "" && { target: flags.target }),
    ...(Object.keys(buildArgs).length > 0 && { buildArgs }),
    ...builderOptions(flags),
    ...(flags["no-cache"] && { noCache: true }),
    ...(flags["no-cache-filter"].length > 0 && { noCacheFilter: stagesOf(flags["no-cache-filter"]) }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(flags.annotation.length > 0 && { annotations: readLabels(flags.annotation) }),
    ...(Object.keys(namedContexts).length > 0 && { namedContexts }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
    network: networkOf(flags.network),
  };
  return { request, folder };
}

function checkTags(tags: readonly string[]): void {
  for (const tag of tags) {
    const parsed = parseReference(tag);
    if (!parsed.ok) throw new FlagFault(`invalid tag ${JSON.stringify(tag)}: ${parsed.error}`);
  }
}

function stagesOf(given: readonly string[]): string[] {
  return given.flatMap((text) => text.split(",")).filter((stage) => stage !== "");
}

function networkOf(given: string): (typeof NETWORKS)[number] {
  const known = NETWORKS.find((network) => network === given);
  if (known !== undefined) return known;
  throw new FlagFault(`network mode ${JSON.stringify(given)} is not available: use default, none, or host`);
}

/** In the context by its path there; from stdin, or from elsewhere in the workspace, by its text. */
async function dockerfileOf(
  context: CommandContext,
  file: string | undefined,
  folder: ContextFolder,
  fromStdin: boolean,
): Promise<Pick<BuildRequest, "dockerfile" | "dockerfileText">> {
  if (fromStdin || file === "-") return { dockerfileText: await readDockerfile(context) };
  if (file === undefined) return {};
  const resolved = await context.files.resolve(file);
  if (resolved.kind === "invalid") throw new FlagFault(pathFault(file, resolved.fault));
  const inside = pathInContext(folder, resolved.path);
  if (inside !== undefined) return { dockerfile: inside };
  return { dockerfileText: await readTextFile(context, file) };
}

async function readDockerfile({ io }: CommandContext): Promise<string> {
  if (io.stdin.isTerminal) throw new FlagFault("the Dockerfile is read from stdin: docker build - < Dockerfile");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of io.stdin) {
    size += chunk.length;
    if (size > MAX_DOCKERFILE) throw new FlagFault("the Dockerfile on stdin is too large");
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.includes(0))
    throw new FlagFault("a context on stdin is not available here: give a Dockerfile, or name a folder");
  return bytes.toString("utf8");
}

/** A bare name has the console's value, or is left out if there is none. */
function argumentsOf(given: readonly string[], env: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    given.flatMap((text): [string, string][] => {
      const [name = "", ...value] = text.split("=");
      if (value.length > 0) return [[name, value.join("=")]];
      const exported = env.get(name);
      return exported === undefined ? [] : [[name, exported]];
    }),
  );
}

/** `id=name,src=file` or `id=name,env=NAME`. */
async function secretsOf(context: CommandContext, given: readonly string[]): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const text of given) {
    const fields = new Map(
      text.split(",").map((part): [string, string] => {
        const [name = "", ...value] = part.split("=");
        return [name.trim(), value.join("=")];
      }),
    );
    const source = fields.get("src") ?? fields.get("source");
    const name = fields.get("id") ?? source ?? fields.get("env");
    if (name === undefined)
      throw new FlagFault(`failed to parse secret ${JSON.stringify(text)}: give id=NAME,src=FILE`);
    const variable = fields.get("env") ?? (source === undefined ? name : undefined);
    const value = variable === undefined ? await readTextFile(context, source ?? name) : context.env.get(variable);
    if (value === undefined) {
      throw new FlagFault(`secret ${name}: the variable ${variable} is not set: export it, or name a file with src=`);
    }
    secrets[name] = value;
  }
  return secrets;
}

async function namedContextsOf(
  context: CommandContext,
  given: readonly string[],
): Promise<NonNullable<BuildRequest["namedContexts"]>> {
  const named: Record<string, NonNullable<BuildRequest["namedContexts"]>[string]> = {};
  for (const text of given) {
    const [name = "", ...value] = text.split("=");
    const source = value.join("=");
    if (name === "" || source === "") throw new FlagFault(`invalid context value: ${text}, expected key=value`);
    named[name] = source.startsWith("docker-image://")
      ? source
      : await keepContext(context, await contextFolder(context, source));
  }
  return named;
}
