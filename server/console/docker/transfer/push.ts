import { familiarName, parseReference } from "#contract/names/reference.ts";
import { defineCommand } from "../../command/command.ts";
import { TransferPrinter } from "./transferPrinter.ts";

const PLAIN_COLUMNS = 80;

export const push = defineCommand({
  names: ["docker image push", "docker push"],
  usage: "[OPTIONS] NAME[:TAG]",
  description: "Upload an image to a registry",
  common: true,
  flags: {
    "all-tags": {
      kind: "unsupported",
      short: "a",
      takesValue: false,
      description: "Push all tags of an image to the repository",
      reason: "--all-tags is not available: push one tag at a time.",
    },
    "disable-content-trust": { kind: "ignored", takesValue: false, description: "Skip image signing (default true)" },
    platform: {
      kind: "ignored",
      takesValue: true,
      description: "Push a platform-specific manifest as a single-platform image to the registry.",
    },
    quiet: { kind: "boolean", short: "q", description: "Suppress verbose output" },
  },
  args: { min: 1, max: 1, completes: "image" },
  async run({ flags: { quiet }, args: [name = ""] }, context) {
    const { services, owner, signal, io } = context;
    const parsed = parseReference(name);
    if (!parsed.ok) {
      await io.stderr.write(`${parsed.error}\n`);
      return 1;
    }
    const { reference } = parsed;
    const repository = `${reference.registry}/${reference.repository}`;
    const isBare = reference.tag === "latest" && !/:latest$/.test(name);
    if (isBare && !quiet) await io.stdout.write("Using default tag: latest\n");
    if (!quiet) await io.stdout.write(`The push refers to repository [${repository}]\n`);
    if (services.images.get(owner, familiarName(reference)) === undefined) {
      const untagged = familiarName({ registry: reference.registry, repository: reference.repository });
      await io.stderr.write(`An image does not exist locally with the tag: ${untagged}\n`);
      await io.stderr.write(`Name an image first: docker tag IMAGE ${name}\n`);
      return 1;
    }
    const columns = io.terminal?.size().columns ?? PLAIN_COLUMNS;
    const printer = quiet ? undefined : new TransferPrinter("push", io.stdout, columns);
    const pushed = await services.transfers
      .push(owner, familiarName(reference), (progress) => printer?.report(progress), signal)
      .finally(() => printer?.finish());
    await io.stdout.write(
      quiet ? `${repository}:${reference.tag}\n` : `${reference.tag}: digest: ${pushed.digest} size: ${pushed.size}\n`,
    );
    return 0;
  },
});
