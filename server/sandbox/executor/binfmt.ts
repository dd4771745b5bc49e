import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const HANDLERS = "/proc/sys/fs/binfmt_misc";

/** Class (1: 32 bits, 2: 64), byte order (1: little, 2: big), and machine of an architecture's programs (elf.h). */
const MACHINES: Readonly<Record<string, readonly [class_: 1 | 2, data: 1 | 2, machine: number]>> = {
  386: [1, 1, 3],
  amd64: [2, 1, 62],
  arm: [1, 1, 40],
  arm64: [2, 1, 183],
  loong64: [2, 1, 258],
  mips64le: [2, 1, 8],
  ppc64le: [2, 1, 21],
  riscv64: [2, 1, 243],
  s390x: [2, 2, 22],
};

/** The first bytes of a program for this architecture, as the kernel compares them. */
function programHeader(architecture: string): Buffer | undefined {
  const known = MACHINES[architecture];
  if (known === undefined) return undefined;
  const [class_, data, machine] = known;
  const header = Buffer.alloc(20);
  header.set([0x7f, 0x45, 0x4c, 0x46, class_, data, 1]);
  const write = (value: number, at: number) =>
    data === 1 ? header.writeUInt16LE(value, at) : header.writeUInt16BE(value, at);
  write(2, 16); // ET_EXEC
  write(machine, 18);
  return header;
}

function field(entry: string, name: string): string | undefined {
  return new RegExp(`^${name}:? (.*)$`, "m").exec(entry)?.[1];
}

/**
 * Whether a registered handler, as the kernel shows it, runs programs of this architecture in any root: it must be
 * enabled and hold its interpreter open (flag F), which is not in the root of a build.
 */
export function handlerRuns(entry: string, architecture: string): boolean {
  const header = programHeader(architecture);
  const magic = Buffer.from(field(entry, "magic") ?? "", "hex");
  if (header === undefined || magic.length === 0 || magic.length > header.length) return false;
  if (!entry.startsWith("enabled") || !(field(entry, "flags") ?? "").includes("F")) return false;
  const mask = Buffer.from(field(entry, "mask") ?? "ff".repeat(magic.length), "hex");
  const offset = Number(field(entry, "offset") ?? 0);
  return magic.every((byte, index) => {
    const bits = mask[index] ?? 0xff;
    return ((header[offset + index] ?? 0) & bits) === (byte & bits);
  });
}

/** The architectures whose programs this machine runs through an emulator that the operator has registered. */
export function emulatedArchitectures(folder = HANDLERS): string[] {
  const entries = handlerNames(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  return Object.keys(MACHINES).filter((name) => entries.some((entry) => handlerRuns(entry, name)));
}

function handlerNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name !== "register" && name !== "status");
  } catch {
    return [];
  }
}
