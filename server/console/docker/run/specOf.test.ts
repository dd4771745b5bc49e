import { describe, expect, it } from "vitest";
import { parseFlags } from "../../command/parseFlags.ts";
import { testTerminal } from "../../command/testTerminal.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { createFlags } from "./createFlags.ts";
import { type CreateValues, specOf } from "./specOf.ts";

const { context } = testTerminal({ env: new Map([["B", "from the console"]]) });

/** The specification of `docker create LINE`, or what is wrong with the line. */
async function spec(line: string): Promise<unknown> {
  const parsed = parseFlags(createFlags, line.split(" "), { stopsAtFirstArgument: true });
  if (parsed.ok !== true) throw new Error(`not parsed: ${JSON.stringify(parsed)}`);
  const [image = "", ...command] = parsed.args;
  try {
    const flags = parsed.values as CreateValues;
    return await specOf({ flags, given: parsed.given, image, command }, context);
  } catch (error) {
    if (error instanceof FlagFault) return error.message;
    throw error;
  }
}

describe("the flags of docker run", () => {
  it.each<[string, object]>([
    ["busybox", {}],
    ["busybox sh -c true", { command: ["sh", "-c", "true"] }],
    ["-it --rm busybox", { terminal: true, stdin: true, autoRemove: true }],
    ["-p 8000:80 -p 90 -P x", { publishAll: true, ports: [tcp(80, 8000), tcp(90)] }],
    ["-p 127.0.0.1:5300:53/udp x", { ports: [{ container: 53, protocol: "udp", host: 5300 }] }],
    ["-p 8000-8001:80-81 x", { ports: [tcp(80, 8000), tcp(81, 8001)] }],
    [
      "-v data:/data:ro -v /anon x",
      {
        mounts: [
          { type: "volume", name: "data", target: "/data", readOnly: true },
          { type: "volume", target: "/anon" },
        ],
      },
    ],
    ["--tmpfs /t:size=1m,mode=1777 x", { mounts: [{ type: "tmpfs", target: "/t", sizeBytes: 1_048_576 }] }],
    [
      "--mount type=volume,src=d,dst=/d,readonly x",
      { mounts: [{ type: "volume", name: "d", target: "/d", readOnly: true }] },
    ],
    ["-e A=1 -e B -e NONE x", { env: ["A=1", "B=from the console"] }],
    ["-m 64m --cpus 0.5 --pids-limit 10 x", { memoryBytes: 67_108_864, cpus: 0.5, processes: 10 }],
    ["--label a=b=c --label d x", { labels: { a: "b=c", d: "" } }],
    [
      "--health-cmd true --health-interval 2s --health-retries 3 x",
      { healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 2e9, Retries: 3 } },
    ],
    ["--no-healthcheck x", { healthcheck: { Test: ["NONE"] } }],
    ["--entrypoint sh x -c true", { entrypoint: ["sh"], command: ["-c", "true"] }],
    ["--entrypoint= x", { entrypoint: [""] }],
    ["--network none --hostname h --read-only x", { network: "none", hostname: "h", readOnly: true }],
    ["--network bridge --stop-signal SIGINT --stop-timeout 3 x", { stopSignal: "SIGINT", stopSeconds: 3 }],
  ])("%s", async (line, expected) => {
    const image = line.includes("busybox") ? "busybox" : "x";
    expect(await spec(line)).toEqual({ image, ...expected });
  });

  it.each([
    ["-p abc x", "Invalid containerPort: abc"],
    ["-p 80:99999 x", "Invalid containerPort: 99999"],
    ["-p 99999:80 x", "Invalid hostPort: 99999"],
    ["-p 1.2.3.4:80:80 x", "Ports are published on 127.0.0.1 only: leave out the address 1.2.3.4."],
    ["-v a:/b:rw,foo x", "invalid mode: rw,foo"],
    ["--tmpfs t x", "invalid mount path: 't' mount path must be absolute"],
    ["--label =b x", "invalid label '=b': empty name"],
    ["--no-healthcheck --health-cmd x x", "--no-healthcheck conflicts with --health-* options"],
    ["--restart always x", "--restart is not available: start a container again with docker start."],
  ])("%s is refused", async (line, message) => {
    expect(await spec(line)).toBe(message);
  });

  it("refuse a folder of the machine, and name the ways that work", async () => {
    for (const line of ["-v /tmp:/x x", "-v .:/x x", "-v ~/a:/x x", "--mount type=bind,src=/tmp,dst=/x x"]) {
      expect(await spec(line)).toMatch(/use a volume .* docker cp/);
    }
  });
});

function tcp(container: number, host?: number): object {
  return { container, protocol: "tcp", ...(host !== undefined && { host }) };
}
