import { blocks, pax, type Written, written } from "./writeTar.ts";

/** 1 KiB of letters at 4 KiB and at the end of 12 KiB. */
const SIZE = 12 * 1024;
const PARTS = [
  [4096, 1024],
  [SIZE - 1024, 1024],
] as const;
const STORED = Buffer.concat([Buffer.alloc(1024, "a"), Buffer.alloc(1024, "b")]);

function octal(value: number): string {
  return `${value.toString(8).padStart(11, "0")}\0`;
}

/** GNU's old format (`S`): four parts in the header, more in blocks after it. */
export function oldSparse(name: string, parts: readonly (readonly [number, number])[] = PARTS, size = SIZE): Buffer {
  const first = parts.slice(0, 4).flat().map(octal).join("");
  const later = parts.slice(4);
  const header = written({
    ...{ name, flag: "S", format: "gnu" as const },
    raw: {
      124: Buffer.from(octal(parts.reduce((sum, [, length]) => sum + length, 0))),
      386: Buffer.from(first, "latin1"),
      482: Buffer.from([later.length > 0 ? 1 : 0]),
      483: Buffer.from(octal(size), "latin1"),
    },
  });
  const more: Buffer[] = [];
  for (let at = 0; at < later.length; at += 21) {
    const block = Buffer.alloc(512);
    block.write(
      later
        .slice(at, at + 21)
        .flat()
        .map(octal)
        .join(""),
      "latin1",
    );
    block[504] = at + 21 < later.length ? 1 : 0;
    more.push(block);
  }
  const content = Buffer.concat(parts.map(([, length], index) => Buffer.alloc(length, 97 + (index % 26))));
  return Buffer.concat([header, ...more, blocks(content)]);
}

/** So many parts that the map needs several blocks. */
export function manyParts(name: string): Buffer {
  return oldSparse(
    name,
    Array.from({ length: 50 }, (_, index) => [index * 1024, 512] as const),
    50 * 1024,
  );
}

const MEMBER: Written = { name: "GNUSparseFile.0/s", content: STORED };

export function pax00(name: string): Buffer {
  const map = PARTS.flatMap(([at, length]) => [
    ["GNU.sparse.offset", `${at}`] as const,
    ["GNU.sparse.numbytes", `${length}`] as const,
  ]);
  return pax([["GNU.sparse.size", `${SIZE}`], ["GNU.sparse.numblocks", "2"], ...map], { ...MEMBER, name });
}

export function pax01(name: string): Buffer {
  const records = [
    ["GNU.sparse.size", `${SIZE}`],
    ["GNU.sparse.numblocks", "2"],
    ["GNU.sparse.name", name],
    ["GNU.sparse.map", PARTS.flat().join(",")],
  ] as const;
  return pax(records, MEMBER);
}

export function pax10(
  name: string,
  parts: readonly (readonly [number, number])[] = PARTS,
  stored = STORED,
  size = SIZE,
): Buffer {
  const records = [
    ["GNU.sparse.major", "1"],
    ["GNU.sparse.minor", "0"],
    ["GNU.sparse.name", name],
    ["GNU.sparse.realsize", `${size}`],
  ] as const;
  const map = blocks(Buffer.from(`${[parts.length, ...parts.flat()].join("\n")}\n`));
  return pax(records, { ...MEMBER, content: Buffer.concat([map, stored]) });
}
