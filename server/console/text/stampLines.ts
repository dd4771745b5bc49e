const NEWLINE = 0x0a;

/** Puts the time before each line: `2026-11-26T06:56:42.287000000Z hi`. A line that comes in parts has one time. */
export function stampLines(): (bytes: Uint8Array, at: number) => Uint8Array {
  let isAtStart = true;
  return (bytes, at) => {
    const stamp = Buffer.from(`${new Date(at).toISOString().slice(0, -1)}000000Z `);
    const parts: Uint8Array[] = [];
    let start = 0;
    while (start < bytes.length) {
      if (isAtStart) parts.push(stamp);
      const end = bytes.indexOf(NEWLINE, start);
      isAtStart = end !== -1;
      const next = end === -1 ? bytes.length : end + 1;
      parts.push(bytes.subarray(start, next));
      start = next;
    }
    return Buffer.concat(parts);
  };
}
