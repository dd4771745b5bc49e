import { describe, expect, it } from "vitest";
import { problemError } from "#contract/problemError.ts";
import { defineCommand } from "./command.ts";
import type { BadValue, ReadValue } from "./flags.ts";
import { programOf } from "./programOf.ts";
import { testTerminal } from "./testTerminal.ts";

const readSize = (text: string): ReadValue<number> | BadValue =>
  /^\d+$/.test(text) ? { ok: true, value: Number(text) } : { ok: false, message: `invalid size: '${text}'` };

const runImage = defineCommand({
  names: ["docker container run", "docker run"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  description: "Create and run a new container from an image",
  common: true,
  stopsAtFirstArgument: true,
  args: { min: 1, completes: ["image", undefined] },
  flags: {
    env: { kind: "list", short: "e", description: "Set environment variables" },
    "health-start-interval": {
      kind: "string",
      valueName: "duration",
      shownDefault: "0s",
      description: "Time between running the check during the start period (ms|s|m|h)",
    },
    interactive: { kind: "boolean", short: "i", description: "Keep STDIN open even if not attached" },
    memory: { kind: "value", short: "m", valueName: "bytes", description: "Memory limit", read: readSize },
    name: { kind: "string", description: "Assign a name to the container" },
    pull: {
      kind: "string",
      default: "missing",
      description: 'Pull image before running ("always", "missing", "never")',
    },
    gpus: { kind: "unsupported", takesValue: true, reason: "GPUs are not available here.", description: "" },
    "sig-proxy": { kind: "boolean", default: true, description: "Proxy received signals to the process" },
    tty: { kind: "boolean", short: "t", description: "Allocate a pseudo-TTY" },
  },
  async run({ flags, args }, { io }) {
    await io.stdout.write(`${JSON.stringify({ ...flags, args })}\n`);
    return 0;
  },
});

const list = defineCommand({
  names: ["docker image ls", "docker image list", "docker images"],
  shownAs: { "docker image list": "docker image ls" },
  usage: "[OPTIONS] [REPOSITORY[:TAG]]",
  description: "List images",
  args: { min: 0, max: 1, completes: "image" },
  flags: {
    last: { kind: "int", short: "n", default: -1, description: "Show n" },
    quiet: { kind: "boolean", short: "q", description: "Only show image IDs" },
  },
  run: async () => {
    throw problemError("image/not-found", "Image x not found.");
  },
});

function command(name: string, min: number, max?: number) {
  const args = max === undefined ? { min } : { min, max };
  return defineCommand({ names: [name], usage: "X", description: "X", args, flags: {}, run: async () => 0 });
}

const docker = programOf({
  name: "docker",
  description: "A self-sufficient runtime for containers",
  commands: [
    runImage,
    list,
    command("docker tag", 2, 2),
    command("docker rm", 1),
    command("docker commit", 1, 2),
    command("docker info", 0, 0),
    command("docker diff", 1, 1),
  ],
  groups: { "docker container": "Manage containers", "docker image": "Manage images" },
  unavailable: { "docker swarm": "There is one machine." },
  globalFlags: { debug: { kind: "ignored", takesValue: false, short: "D", description: "Enable debug mode" } },
  epilogue: "For more help, ask.",
  explain: ({ detail }, calledAs) => ({ text: `${calledAs}: ${detail}\n`, code: 3 }),
});

async function call(line: string) {
  const { context, out, err } = testTerminal();
  const code = await docker.run(line === "" ? [] : line.split(" "), context);
  return { code, out: out(), err: err() };
}

describe("flags of a docker command", () => {
  it.each([
    ["run -it x", { interactive: true, tty: true, args: ["x"] }],
    ["run -eA=1 -e B=2 --env=C x -e D", { env: ["A=1", "B=2", "C"], args: ["x", "-e", "D"] }],
    ["run --name a --memory=5 --sig-proxy=false x", { name: "a", memory: 5, "sig-proxy": false }],
    ["run -itm=7 x", { interactive: true, memory: 7 }],
    ["run -im 7 -- -t", { memory: 7, args: ["-t"] }],
    ["run x", { pull: "missing", "sig-proxy": true, env: [], tty: false }],
  ])("%s", async (line, expected) => {
    expect(JSON.parse((await call(line)).out)).toMatchObject(expected);
  });

  const runUsage =
    "Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information\n";
  it.each([
    ["run -itZ x", "unknown shorthand flag: 'Z' in -Z"],
    ["run -q= x", "unknown shorthand flag: 'q' in -q="],
    ["run --rmm", "unknown flag: --rmm"],
    ["run --toString", "unknown flag: --toString"],
    ["run --=x", "bad flag syntax: --=x"],
    ["run --env", "flag needs an argument: --env"],
    ["run -im", "flag needs an argument: 'm' in -m"],
    ["run --memory abc x", 'invalid argument "abc" for "-m, --memory" flag: invalid size: \'abc\''],
    ["run --tty=x y", 'invalid argument "x" for "-t, --tty" flag: strconv.ParseBool: parsing "x": invalid syntax'],
  ])("%s is refused with code 125", async (line, message) => {
    expect(await call(line)).toEqual({ code: 125, out: "", err: `${message}\n\n${runUsage}` });
  });

  it("that are not available here are refused with the reason", async () => {
    expect(await call("run --gpus all x")).toEqual({
      code: 125,
      out: "",
      err: "docker: GPUs are not available here.\n",
    });
  });
});

describe("the number of arguments of a docker command", () => {
  it.each([
    ["run", "'docker run' requires at least 1 argument"],
    ["images a b", "'docker images' requires at most 1 argument"],
    ["image list a b", "'docker image ls' requires at most 1 argument"],
    ["tag a", "'docker tag' requires 2 arguments"],
    ["commit", "'docker commit' requires at least 1 and at most 2 arguments"],
    ["info x", "'docker info' accepts no arguments"],
    ["diff", "'docker diff' requires 1 argument"],
  ])("%s", async (line, message) => {
    const { code, err } = await call(line);
    expect([code, err.split("\n")[0]]).toEqual([1, `docker: ${message}`]);
  });
});

describe("docker", () => {
  it("finds no unknown command", async () => {
    expect(await call("foo")).toMatchObject({
      code: 1,
      err: "docker: unknown command: docker foo\n\nRun 'docker --help' for more information\n",
    });
    expect((await call("image foo")).err).toBe(
      "docker: unknown command: docker image foo\n\nUsage:  docker image\n\nRun 'docker image --help' for more information\n",
    );
    expect((await call("help foo")).err).toBe("unknown help topic: foo\n");
    expect((await call("swarm init")).err).toContain("There is one machine.");
  });

  it("explains a problem of a command under the name it was called by", async () => {
    expect(await call("-D images")).toEqual({ code: 3, out: "", err: "docker images: Image x not found.\n" });
  });

  it("lays out the help of a command as Docker does", async () => {
    const { out, code } = await call("run --help");
    expect(code).toBe(0);
    expect(out).toBe(`Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Create and run a new container from an image

Aliases:
  docker container run, docker run

Options:
  -e, --env list                         Set environment variables
      --health-start-interval duration   Time between running the check
                                         during the start period
                                         (ms|s|m|h) (default 0s)
  -i, --interactive                      Keep STDIN open even if not attached
  -m, --memory bytes                     Memory limit
      --name string                      Assign a name to the container
      --pull string                      Pull image before running
                                         ("always", "missing", "never")
                                         (default "missing")
      --sig-proxy                        Proxy received signals to the
                                         process (default true)
  -t, --tty                              Allocate a pseudo-TTY
`);
  });

  it("lays out the help of a group as Docker does", async () => {
    const help = `Usage:  docker image COMMAND

Manage images

Commands:
  ls          List images

Run 'docker image COMMAND --help' for more information on a command.
`;
    for (const line of ["image", "image --help", "help image"]) expect((await call(line)).out).toBe(help);
    const { out } = await call("");
    expect(out).toContain("Common Commands:\n  run         Create and run a new container from an image\n\n");
    expect(out).toContain("Management Commands:\n  container   Manage containers\n");
    expect(out).toContain("\nGlobal Options:\n  -D, --debug   Enable debug mode\n\n");
  });

  it.each([
    [[], "", ["commit", "container", "diff", "image", "images", "info", "rm", "run", "tag"]],
    [["image"], "", ["ls"]],
    [["run"], "", "image"],
    [["run", "-it", "busybox"], "", []],
    [["run", "--name"], "", []],
    [["run", "-e"], "x", []],
    [["images"], "-", ["--help", "--last", "--quiet"]],
    [["images", "a"], "", []],
    [["foo"], "", []],
  ])("completes %j to what fits", (words, partial, expected) => {
    const found = docker.complete?.(words, partial);
    expect(found).toEqual(expected);
  });
});
