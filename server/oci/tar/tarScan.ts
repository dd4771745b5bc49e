import * as fs from "node:fs";
import { sparseMapInContent } from "./sparseMap.ts";
import type { TarHeader } from "./tarEntry.ts";
import { BLOCK, padded, TarError } from "./tarEntry.ts";
import { isZeroBlock } from "./tarFields.ts";
import type { Member } from "./tarHeaders.ts";
import { TarHeaders } from "./tarHeaders.ts";

/** A member of a tar file, and the offset of its stored bytes. */
export interface ScannedMember extends TarHeader {
  /** Bytes from the start of the archive. */
  readonly offset: number;
}

const WINDOW = 128 * 1024;
const MAX_MAP = 4 * 1024 * 1024;

/** Reads the headers of an uncompressed tar of `size` bytes, skipping contents. Throws a TarError. */
export function* scanTar(fd: number, size: number): Generator<ScannedMember> {
  const read = windowedReader(fd, size);
  const headers = new TarHeaders();
  let position = 0;
  const next = (length: number) => {
    const bytes = read(position, length);
    position += padded(length);
    return bytes;
  };
  while (position + BLOCK <= size) {
    const block = next(BLOCK);
    if (isZeroBlock(block)) {
      if (position < size && !isZeroBlock(next(BLOCK))) throw new TarError("Unexpected empty header.");
      return;
    }
    let step = headers.block(block);
    while (step.kind === "sparse") step = headers.sparseBlock(next(BLOCK));
    if (step.kind === "extension") {
      headers.extension(next(step.size));
      if (position > size) throw truncated();
    } else {
      if (position + step.stored > size) throw truncated();
      yield located(step, position, read);
      position += padded(step.stored);
    }
  }
  // Go's reader wants neither the zeros after the last content nor those at the end: umoci writes none.
  if (position < size) throw truncated();
}

function located(member: Member, position: number, read: (start: number, length: number) => Buffer): ScannedMember {
  if (!member.mapInContent) return { ...member.header, offset: position };
  for (let length = 4096; length <= MAX_MAP; length *= 4) {
    const available = Math.min(length, member.stored);
    const map = sparseMapInContent(read(position, available), member.header.size, member.stored);
    if (map !== undefined) return { ...member.header, sparse: map.parts, offset: position + map.length };
    if (available === member.stored) break;
  }
  throw new TarError("A sparse map is malformed.");
}

/** Reads in windows: headers of small files are close together. Each window is new, because extended headers keep their bytes. */
function windowedReader(fd: number, size: number): (start: number, length: number) => Buffer {
  let window = Buffer.alloc(0);
  let windowStart = 0;
  return (start, length) => {
    if (start + length > size) throw truncated();
    if (start >= windowStart && start + length <= windowStart + window.length) {
      return window.subarray(start - windowStart, start - windowStart + length);
    }
    const target = Buffer.allocUnsafeSlow(Math.max(length, Math.min(WINDOW, size - start)));
    let read = 0;
    while (read < target.length) {
      const count = fs.readSync(fd, target, read, target.length - read, start + read);
      if (count === 0) break;
      read += count;
    }
    if (read < length) throw truncated();
    window = target.subarray(0, read);
    windowStart = start;
    return target.subarray(0, length);
  };
}

function truncated(): TarError {
  return new TarError("The archive is truncated.");
}
