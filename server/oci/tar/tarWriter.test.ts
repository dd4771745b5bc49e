import { expect, test } from "vitest";
import type { TarHeaderInput } from "./tarWriter.ts";
import { tarHeader } from "./tarWriter.ts";

const FILE: TarHeaderInput = { path: "a/b.txt", type: "file", mode: 0o644, uid: 0, gid: 0, size: 5, mtime: 1700000000 };

function text(header: Buffer, start: number, length: number): string {
  return header.toString("latin1", start, start + length).replace(/\0+$/, "");
}

test("writes a plain ustar header if everything fits", () => {
  const header = tarHeader(FILE);
  expect(header).toHaveLength(512);
  expect(text(header, 0, 100)).toBe("a/b.txt");
  expect(text(header, 100, 8)).toBe("0000644");
  expect(text(header, 124, 12)).toBe("00000000005");
  expect(text(header, 136, 12)).toBe("14524770400");
  expect(text(header, 156, 1)).toBe("0");
  expect(header.toString("latin1", 257, 265)).toBe("ustar\u000000");
  expect(text(header, 329, 16)).toBe("0000000\u00000000000");
});

test("ends a folder's path with a slash and sets no size", () => {
  const header = tarHeader({ ...FILE, path: "a", type: "dir" });
  expect(text(header, 0, 100)).toBe("a/");
  expect(text(header, 124, 12)).toBe("00000000000");
  expect(text(header, 156, 1)).toBe("5");
});

test("puts a long path into a pax header named like Go's", () => {
  const path = `folder/${"x".repeat(120)}`;
  const header = tarHeader({ ...FILE, path });
  expect(header).toHaveLength(512 * 3);
  expect(text(header, 0, 100)).toBe(`folder/PaxHeaders.0/${"x".repeat(80)}`);
  expect(text(header, 156, 1)).toBe("x");
  expect(header.toString("latin1", 512, 512 + 137)).toBe(`137 path=${path}\n`);
  expect(text(header, 1024, 100)).toBe(path.slice(0, 100));
});

test("splits a long ASCII path at a slash if the old fields have room for both parts, as Go does", () => {
  const [folder, file] = ["p".repeat(90), "q".repeat(60)];
  const header = tarHeader({ ...FILE, path: `${folder}/${file}` });
  expect(header).toHaveLength(512);
  expect(text(header, 0, 100)).toBe(file);
  expect(text(header, 345, 155)).toBe(folder);
  const closed = tarHeader({ ...FILE, path: `${folder}/${file}`, type: "dir" });
  expect(text(closed, 0, 100)).toBe(`${file}/`);
  // A link target needs a pax header, so the path goes there too.
  const linkTarget = "t".repeat(101);
  const link = tarHeader({ ...FILE, path: `${folder}/${file}`, type: "symlink", size: 0, linkTarget });
  expect(link.toString("latin1", 512, 1024)).toContain(`linkpath=${linkTarget}\n`);
  expect(link.toString("latin1", 512, 1024)).toContain(`path=${folder}/${file}\n`);
  expect(tarHeader({ ...FILE, path: `${"p".repeat(160)}/${file}` })).toHaveLength(1536);
  expect(tarHeader({ ...FILE, path: `a/${"q".repeat(101)}` })).toHaveLength(1536);
});

test("counts a pax record's length with its own digits", () => {
  // 9 + len: the length grows from two to three digits.
  for (const size of [86, 87, 88, 89, 90, 91, 92]) {
    const path = `é${"x".repeat(size)}`;
    const header = tarHeader({ ...FILE, path });
    const length = Number(/^\d+/.exec(header.toString("latin1", 512, 520))?.[0]);
    expect(header.toString("utf8", 512, 512 + length)).toBe(`${length} path=${path}\n`);
  }
});

test("puts text that is not ASCII into a pax header and drops it from the old field", () => {
  const header = tarHeader({ ...FILE, path: "hellö" });
  expect(header.toString("utf8", 512, 512 + 15)).toBe("15 path=hellö\n");
  expect(text(header, 1024, 100)).toBe("hell");
});

test("truncates mtimes to seconds", () => {
  expect(text(tarHeader({ ...FILE, mtime: 1.9 }), 136, 12)).toBe("00000000001");
});

test("puts numbers that octal has no room for into a pax header", () => {
  const header = tarHeader({ ...FILE, uid: 2097152, mtime: -5, size: 8 ** 11 });
  const pax = header.toString("latin1", 512, 1024);
  expect(pax).toContain("uid=2097152\n");
  expect(pax).toContain("mtime=-5\n");
  expect(pax).toContain("size=8589934592\n");
});

test("writes extended attributes as their bytes", () => {
  const header = tarHeader({ ...FILE, xattrs: { "security.capability": Buffer.from([1, 0, 255]).toString("base64") } });
  expect(header.includes(Buffer.from("SCHILY.xattr.security.capability=\u0001\0\u00ff\n", "latin1"))).toBe(true);
});

test("makes the same bytes for the same entry", () => {
  expect(tarHeader(FILE).equals(tarHeader({ ...FILE }))).toBe(true);
});
