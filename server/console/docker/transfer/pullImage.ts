import { familiarName, type ImageReference } from "#contract/names/reference.ts";
import { pullStatus } from "#server/transfers/pullStatus.ts";
import type { Pulled } from "#server/transfers/transfers.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import type { Output } from "../../command/commandIo.ts";
import { TransferPrinter } from "./transferPrinter.ts";

const PLAIN_COLUMNS = 80;

export interface PullWords {
  /** Undefined prints nothing. */
  readonly output: Output | undefined;
  readonly platform: string | undefined;
}

/** Pulls an image and prints its progress. Throws a ProblemError. */
export async function pullImage(
  context: CommandContext,
  reference: ImageReference,
  { output, platform }: PullWords,
): Promise<Pulled> {
  const { services, owner, signal, io } = context;
  const name = familiarName(reference);
  const path = reference.repository;
  await output?.write(`${reference.tag ?? reference.digest}: Pulling from ${path}\n`);
  const printer = output && new TransferPrinter("pull", output, io.terminal?.size().columns ?? PLAIN_COLUMNS);
  const options = {
    ...(platform !== undefined && { platform }),
    onProgress: (progress: Parameters<TransferPrinter["report"]>[0]) => printer?.report(progress),
  };
  const pulled = await services.transfers.pull(owner, name, options, signal).finally(() => printer?.finish());
  for (const line of pullStatus(pulled, name)) await output?.write(`${line}\n`);
  return pulled;
}
