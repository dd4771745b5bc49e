import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { LoadedImage, StandIn, TransferEvent, TransferProgress } from "#contract/transfer.ts";
import { pullImage, pushImage } from "../../api/images.ts";
import { loadImages } from "../../api/loadImages.ts";
import { loadLocalImage } from "../../api/localImages.ts";
import { listMembers } from "../project/imageArchive.ts";
import { archiveLayers, sentLayers } from "./archiveLayers.ts";
import { refreshImages } from "./images.ts";

export type TransferKind = "pull" | "push" | "load";

/** A pull, push, or load: the last one of the page. */
export interface Transfer {
  readonly kind: TransferKind;
  /** Of the image, or of the file. */
  readonly name: string;
  /** In the order in which they were first told. */
  readonly layers: readonly TransferProgress[];
  /** Bytes of a file, while it is sent. */
  readonly sent?: { readonly current: number; readonly total: number };
  readonly end?:
    | {
        readonly as: "done";
        readonly isNew: boolean;
        readonly names: readonly string[];
        readonly standIn?: StandIn;
        /** Those of a file. */
        readonly images?: readonly LoadedImage[];
      }
    | { readonly as: "failed"; readonly problem: Problem }
    | { readonly as: "canceled" };
}

export const useTransfer = create<{ readonly transfer?: Transfer }>(() => ({}));

let running: AbortController | undefined;

export const startPull = (name: string) => start("pull", name, (signal) => pullImage(name, apply, signal));
export const startPush = (name: string) => start("push", name, (signal) => pushImage(name, apply, signal));

/** Returns the images of the file; none if it was refused or canceled. */
export async function startLoad(file: File): Promise<readonly LoadedImage[]> {
  let images: readonly LoadedImage[] = [];
  await start("load", file.name, async (signal) => {
    const layers = archiveLayers(await membersOf(file));
    const answer = await loadImages(
      file,
      (current) => showSent(sentLayers(layers, current), current, file.size),
      signal,
    );
    if (!answer.ok) return finish({ as: "failed", problem: answer.problem });
    ({ images } = answer.value);
    finishLoad(images);
  });
  return images;
}

/** Loads an image that a Docker engine on the server's machine has. */
export async function startLocalLoad(name: string): Promise<void> {
  await start("load", name, async (signal) => {
    const answer = await loadLocalImage(name, signal);
    if (answer.ok) finishLoad(answer.value.images);
    else finish({ as: "failed", problem: answer.problem });
  });
}

function finishLoad(images: readonly LoadedImage[]): void {
  const names = images.flatMap((image) => (image.names.length > 0 ? image.names : [image.id]));
  finish({ as: "done", isNew: true, names, images });
}

/** None if the archive is compressed: then only its bytes are counted. */
const membersOf = (file: File) => listMembers(file).catch(() => []);

function showSent(layers: readonly TransferProgress[], current: number, total: number): void {
  useTransfer.setState(({ transfer }) =>
    transfer && !transfer.end ? { transfer: { ...transfer, layers, sent: { current, total } } } : {},
  );
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
