import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { StandIn, TransferEvent, TransferProgress } from "#contract/transfer.ts";
import { loadImages, pullImage, pushImage } from "../../api/images.ts";
import { refreshImages } from "./images.ts";

export type TransferKind = "pull" | "push" | "load";

/** A pull, push, or load: the last one of the page. */
export interface Transfer {
  readonly kind: TransferKind;
  /** Of the image, or of the file. */
  readonly name: string;
  /** In the order in which they were first told. */
  readonly layers: readonly TransferProgress[];
  readonly end?:
    | { readonly as: "done"; readonly isNew: boolean; readonly names: readonly string[]; readonly standIn?: StandIn }
    | { readonly as: "failed"; readonly problem: Problem }
    | { readonly as: "canceled" };
}

export const useTransfer = create<{ readonly transfer?: Transfer }>(() => ({}));

let running: AbortController | undefined;

export const startPull = (name: string) => start("pull", name, (signal) => pullImage(name, apply, signal));
export const startPush = (name: string) => start("push", name, (signal) => pushImage(name, apply, signal));

export function startLoad(file: File): Promise<void> {
  return start("load", file.name, async (signal) => {
    const answer = await loadImages(file, signal);
    if (!answer.ok) return finish({ as: "failed", problem: answer.problem });
    const names = answer.value.images.flatMap((image) => (image.names.length > 0 ? image.names : [image.id]));
    finish({ as: "done", isNew: true, names });
  });
}

export function cancelTransfer(): void {
  running?.abort();
  finish({ as: "canceled" });
}

/** Starts a pull or push that a registry denied again, after a login there. */
export function retryDenied(): void {
  const { transfer } = useTransfer.getState();
  if (transfer?.end?.as !== "failed" || transfer.end.problem.code !== "registry/unauthorized") return;
  if (transfer.kind === "pull") void startPull(transfer.name);
  if (transfer.kind === "push") void startPush(transfer.name);
}

export function dismissTransfer(): void {
  useTransfer.setState({}, true);
}

export function isTransferring({ transfer }: { readonly transfer?: Transfer }): boolean {
  return transfer !== undefined && transfer.end === undefined;
}

async function start(kind: TransferKind, name: string, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (isTransferring(useTransfer.getState())) return;
  running = new AbortController();
  useTransfer.setState({ transfer: { kind, name, layers: [] } }, true);
  // A canceled request rejects, and has ended already.
  await run(running.signal).catch(() => undefined);
  await refreshImages();
}

function apply(event: TransferEvent): void {
  if (event.type === "progress") {
    useTransfer.setState(({ transfer }) => (transfer ? { transfer: withProgress(transfer, event.progress) } : {}));
  } else if (event.type === "failed") finish({ as: "failed", problem: event.problem });
  else if (event.type === "pushed") finish({ as: "done", isNew: true, names: [] });
  else finish(pulled(event.pulled));
}

function pulled({
  isNew,
  standIn,
}: Extract<TransferEvent, { type: "pulled" }>["pulled"]): NonNullable<Transfer["end"]> {
  return { as: "done", isNew, names: [], ...(standIn !== undefined && { standIn }) };
}

function finish(end: NonNullable<Transfer["end"]>): void {
  useTransfer.setState(({ transfer }) => (transfer && !transfer.end ? { transfer: { ...transfer, end } } : {}));
}

/** The layer's last state takes the place of the one before. */
export function withProgress(transfer: Transfer, progress: TransferProgress): Transfer {
  const known = transfer.layers.some(({ layer }) => layer === progress.layer);
  const layers = known
    ? transfer.layers.map((one) => (one.layer === progress.layer ? progress : one))
    : [...transfer.layers, progress];
  return { ...transfer, layers };
}
