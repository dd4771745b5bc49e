import type { Digest } from "#contract/names/digest.ts";
import type { TransferProgress } from "#contract/transfer.ts";

/** A layer in an archive: where it is among the bytes that are sent. */
export interface ArchiveLayer {
  readonly layer: Digest;
  /** Bytes. */
  readonly at: number;
  readonly size: number;
}

interface Member {
  readonly name: string;
  readonly size: number;
  readonly at: number;
}

const HEX = /(?:^|[/:])([0-9a-f]{64})(?:\/layer\.tar|\.tar|\.tar\.gz)?$/;
/** A blob of an OCI layout that is smaller is a configuration or a manifest. */
const SMALLEST = 16_384;

/** The layers among the members of an archive, by their names and sizes. */
export function archiveLayers(members: readonly Member[]): ArchiveLayer[] {
  return members.flatMap(({ name, size, at }) => {
    const hex = HEX.exec(name)?.[1];
    const isLayer = size >= SMALLEST || (size > 0 && /\.tar(?:\.gz)?$/.test(name));
    return hex !== undefined && isLayer ? [{ layer: `sha256:${hex}` as const, at, size }] : [];
  });
}

/** How far each layer is when so many bytes of the archive are sent. */
export function sentLayers(layers: readonly ArchiveLayer[], sent: number): TransferProgress[] {
  return layers.map(({ layer, at, size }) => {
    const current = Math.min(size, Math.max(0, sent - at));
    const phase = current === 0 ? "waiting" : current < size ? "pushing" : "pushed";
    return { layer, phase, current, total: size };
  });
}
