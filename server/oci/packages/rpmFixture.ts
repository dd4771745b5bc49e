/** For tests: the header of a package, as an rpm database has it. */
export function rpmHeaderOf(tags: {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
}): Uint8Array {
  const epoch = Buffer.alloc(4);
  epoch.writeUInt32BE(tags.epoch ?? 0);
  const values = [
    { tag: 1000, type: 6, bytes: Buffer.from(`${tags.name}\0`) },
    { tag: 1001, type: 6, bytes: Buffer.from(`${tags.version}\0`) },
    { tag: 1002, type: 6, bytes: Buffer.from(`${tags.release}\0`) },
    ...(tags.epoch === undefined ? [] : [{ tag: 1003, type: 4, bytes: epoch }]),
  ];
  const data = Buffer.concat(values.map(({ bytes }) => bytes));
  const header = Buffer.alloc(8 + values.length * 16);
  header.writeUInt32BE(values.length, 0);
  header.writeUInt32BE(data.length, 4);
  let at = 0;
  for (const [index, { tag, type, bytes }] of values.entries()) {
    for (const [field, value] of [tag, type, at, 1].entries()) header.writeUInt32BE(value, 8 + index * 16 + field * 4);
    at += bytes.length;
  }
  return Buffer.concat([header, data]);
}
