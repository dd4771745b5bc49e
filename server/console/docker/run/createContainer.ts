import type { Container, ContainerSpec } from "#contract/container.ts";
import { imageName } from "#contract/docker/imageName.ts";
import { parseReference } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { pullImage } from "../transfer/pullImage.ts";
import { type CreateInput, specOf } from "./specOf.ts";

const POLICIES = ["always", "missing", "never"];

/** Creates the container that `docker create` or `docker run` asks for; pulls its image first if need be. */
export async function createContainer(input: CreateInput, context: CommandContext): Promise<Container> {
  const { pull, quiet, platform, cidfile } = input.flags;
  if (!POLICIES.includes(pull)) {
    throw new FlagFault(`invalid pull option: '${pull}': must be one of "always", "missing" or "never"`);
  }
  const spec = await specOf(input, context);
  await requireImage(context, spec, { pull, quiet, platform });
  const created = await context.services.containers.create(context.owner, spec);
  if (cidfile !== undefined) await writeId(context, cidfile, created.id);
  return created;
}

interface PullPolicy {
  readonly pull: string;
  readonly quiet: boolean;
  readonly platform: string | undefined;
}

async function requireImage(
  context: CommandContext,
  { image }: ContainerSpec,
  { pull, quiet, platform }: PullPolicy,
): Promise<void> {
  const { services, owner, io } = context;
  const isHere = services.images.get(owner, image) !== undefined;
  if (isHere && pull !== "always") return;
  const parsed = parseReference(image);
  if (!parsed.ok) throw new FlagFault(parsed.error);
  if (pull === "never") {
    throw problemError("image/not-found", `No such image: ${imageName(image)}`, {
      next: `Build it, or pull it: docker pull ${image}`,
    });
  }
  const output = quiet ? undefined : io.stderr;
  if (!isHere) await output?.write(`Unable to find image '${imageName(image)}' locally\n`);
  await pullImage(context, parsed.reference, { output, platform });
}

async function writeId({ files }: CommandContext, path: string, id: string): Promise<void> {
  const resolved = await files.resolve(path);
  if (resolved.kind !== "absent")
    throw new FlagFault(`container ID file found, make sure the other container isn't running or delete ${path}`);
  await files.write(resolved.path, id);
}
