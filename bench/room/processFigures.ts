import { readFileSync } from "node:fs";
import { processesBelow } from "#server/acceptance/processesBelow.ts";
import { residentBytes } from "#server/acceptance/residentMemory.ts";

/** Bytes that each kind of process of a server holds. */
export interface MemoryFigures {
  /** Resident, as `ps` says it. */
  readonly server: number;
  /** Shared pages count once. */
  readonly builders: number;
  /** What builds and containers run, and what confines it. */
  readonly commands: number;
}

const EVERY_MS = 500;

/** Looks at the memory of a server's processes until `stop`. */
export class MemoryWatch {
  readonly #server: number;
  readonly #timer: NodeJS.Timeout;
  #peak: MemoryFigures = { server: 0, builders: 0, commands: 0 };

  constructor(server: number) {
    this.#server = server;
    this.#timer = setInterval(() => this.look(), EVERY_MS);
  }

  look(): MemoryFigures {
    const below = processesBelow(this.#server);
    const builders = below.filter(({ command }) => /\bnode\b/.test(command));
    const others = below.filter((process) => !builders.includes(process));
    const bytesOf = (some: typeof below) => residentBytes(some.map(({ pid }) => pid));
    const now = { server: residentOf(this.#server), builders: bytesOf(builders), commands: bytesOf(others) };
    this.#peak = {
      server: Math.max(this.#peak.server, now.server),
      builders: Math.max(this.#peak.builders, now.builders),
      commands: Math.max(this.#peak.commands, now.commands),
    };
    return now;
  }

  /** The most of each kind. */
  stop(): MemoryFigures {
    clearInterval(this.#timer);
    this.look();
    return this.#peak;
  }
}

function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}
