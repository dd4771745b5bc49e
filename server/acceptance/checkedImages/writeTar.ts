/** A member of a tar, written verbatim, valid or not. */
export interface Written {
  readonly name: string | Buffer;
  /** The type flag; a regular file by default. */
  readonly flag?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly link?: string | Buffer;
  readonly content?: Buffer | string;
  readonly format?: "v7" | "ustar" | "gnu";
  readonly prefix?: string;
  /** Bytes to put into the header before its checksum, by offset. */
  readonly raw?: Readonly<Record<number, Buffer>>;
}

const MAGIC = { v7: "", ustar: "ustar\x0000", gnu: "ustar  \0" };

export function tar(...members: readonly (Written | Buffer)[]): Buffer {
  return Buffer.concat([
    ...members.flatMap((member) => (Buffer.isBuffer(member) ? [member] : piecesOf(member))),
    Buffer.alloc(1024),
  ]);
}

export function written(member: Written): Buffer {
  return Buffer.concat(piecesOf(member));
}

/** The header, the content as it is (it may be a gigabyte), and what fills its last block. */
function piecesOf(member: Written): Buffer[] {
  const content = Buffer.isBuffer(member.content) ? member.content : Buffer.from(member.content ?? "");
  const header = Buffer.alloc(512);
  const format = member.format ?? "ustar";
  Buffer.from(member.name).copy(header, 0, 0, 100);
  number(header, 100, 8, member.mode ?? (member.flag === "5" ? 0o755 : 0o644));
  number(header, 108, 8, member.uid ?? 0);
  number(header, 116, 8, member.gid ?? 0);
  number(header, 124, 12, content.length);
  number(header, 136, 12, member.mtime ?? 1_700_000_000);
  header.write(member.flag ?? (format === "v7" ? "\0" : "0"), 156, "latin1");
  Buffer.from(member.link ?? "").copy(header, 157, 0, 100);
  header.write(MAGIC[format], 257, "latin1");
  header.write(member.prefix ?? "", 345);
  for (const [place, bytes] of Object.entries(member.raw ?? {})) bytes.copy(header, Number(place));
  header.fill(" ", 148, 156);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
    "latin1",
  );
  return [header, content, padding(content)];
}

/** Padded to whole blocks. */
export function blocks(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, padding(bytes)]);
}

function padding({ length }: Buffer): Buffer {
  return Buffer.alloc((512 - (length % 512)) % 512);
}

export function dir(name: string, more: Partial<Written> = {}): Written {
  return { ...more, name, flag: "5" };
}

export function symlink(name: string, link: string): Written {
  return { name, link, flag: "2", mode: 0o777 };
}

export function hardLink(name: string, link: string): Written {
  return { name, link, flag: "1" };
}

/** A member with a pax header before it; `flag` "g" sets the records for all members that follow. */
export function pax(records: readonly (readonly [string, string | Buffer])[], member?: Written, flag = "x"): Buffer {
  const content = Buffer.concat(records.map(([key, value]) => paxRecord(key, Buffer.from(value))));
  const header = written({ name: "PaxHeaders/0", flag, content });
  return member === undefined ? header : Buffer.concat([header, written(member)]);
}

function paxRecord(key: string, value: Buffer): Buffer {
  const length = key.length + value.length + 3;
  const digits = `${length + `${length}`.length}`.length;
  return Buffer.concat([Buffer.from(`${length + digits} ${key}=`), value, Buffer.from("\n")]);
}

/** GNU's long name (`L`) or long link (`K`) before a member. */
export function gnuLong(flag: "L" | "K", text: string, member: Written): Buffer {
  const long = written({ name: "././@LongLink", flag, content: `${text}\0`, format: "gnu" });
  return Buffer.concat([long, written({ ...member, format: "gnu" })]);
}

/** Octal digits; GNU's base 256 for numbers that do not fit. */
function number(header: Buffer, offset: number, length: number, value: number): void {
  if (value >= 0 && value < 8 ** (length - 1)) {
    header.write(value.toString(8).padStart(length - 1, "0"), offset, "latin1");
    return;
  }
  const bytes = Buffer.alloc(length, value < 0 ? 0xff : 0);
  bytes.writeBigInt64BE(BigInt(value), length - 8);
  if (value >= 0) bytes[0] = 0x80;
  bytes.copy(header, offset);
}
