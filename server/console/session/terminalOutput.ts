import type { Output } from "../command/commandIo.ts";
import { BrokenPipe } from "../shell/pipe.ts";
import type { Screen } from "./screen.ts";

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Output of commands on a screen: lines end with `\r\n` there. Once `isOpen` is false, writing fails as in a broken pipe. */
export function terminalOutput(screen: Screen, isOpen: () => boolean): Output {
  return {
    isTerminal: true,
    async write(chunk) {
      if (!isOpen()) throw new BrokenPipe();
      await screen.write(withReturns(typeof chunk === "string" ? Buffer.from(chunk) : chunk));
    },
  };
}

/** As a terminal's line discipline does (ONLCR). */
function withReturns(bytes: Uint8Array): Uint8Array {
  let missing = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === NEWLINE && bytes[at - 1] !== RETURN) missing += 1;
  if (missing === 0) return bytes;
  const made = new Uint8Array(bytes.length + missing);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === NEWLINE && bytes[at - 1] !== RETURN) made[to++] = RETURN;
    made[to++] = byte;
  }
  return made;
}
