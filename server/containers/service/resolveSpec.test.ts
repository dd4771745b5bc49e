import { describe, expect, it } from "vitest";
import type { ContainerSpec } from "#contract/container.ts";
import { ProblemError } from "#contract/problemError.ts";
import { argvOf, commandEnv, resolveSpec } from "./resolveSpec.ts";

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const IMAGE = {
  Env: [PATH, "A=image", "B=image"],
  Entrypoint: ["/bin/echo", "entry"],
  Cmd: ["cmd"],
  Labels: { l: "image", m: "image" },
  WorkingDir: "/w",
  User: "0",
  StopSignal: "SIGINT",
  Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 5_000_000_000, Retries: 4 },
};
const resolve = (spec: Partial<ContainerSpec> = {}, image = IMAGE) => resolveSpec({ image: "i", ...spec }, image);
const argv = (spec: Partial<ContainerSpec>) => argvOf(resolve(spec));

/** Everything here is what `docker inspect` of the Docker Engine 28.5 shows. */
describe("a container's specification", () => {
  it("is the image's where it says nothing", () => {
    expect(resolve()).toEqual({
      image: "i",
      entrypoint: ["/bin/echo", "entry"],
      command: ["cmd"],
      env: [PATH, "A=image", "B=image"],
      labels: { l: "image", m: "image" },
      workdir: "/w",
      user: "0",
      stopSignal: "SIGINT",
      healthcheck: IMAGE.Healthcheck,
    });
  });

  it("has its command after the image's entrypoint", () => {
    expect(argv({ command: ["x", "y"] })).toEqual(["/bin/echo", "entry", "x", "y"]);
  });

  it("drops the image's command with an entrypoint of its own", () => {
    expect(argv({ entrypoint: ["/bin/ls"] })).toEqual(["/bin/ls"]);
    expect(argv({ entrypoint: ["/bin/ls"], command: ["-l"] })).toEqual(["/bin/ls", "-l"]);
    expect(argv({ entrypoint: [""], command: ["ls"] })).toEqual(["ls"]);
  });

  it("keeps the image's command if the entrypoint is cleared as the API does it", () => {
    expect(argv({ entrypoint: [] })).toEqual(["cmd"]);
  });

  it("needs a command", () => {
    for (const spec of [{ entrypoint: [""] }, { entrypoint: [] }]) {
      const image = spec.entrypoint.length === 0 ? { ...IMAGE, Cmd: [] } : IMAGE;
      expect(() => resolve(spec, image)).toThrow(ProblemError);
      expect(() => resolve(spec, image)).toThrow("no command specified");
    }
  });

  it("has its own variables first, then those of the image that it does not set", () => {
    expect(resolve({ env: ["A=own", "C=own"] }).env).toEqual(["A=own", "C=own", PATH, "B=image"]);
  });

  it("wins over the image, label by label", () => {
    const own = { labels: { l: "own" }, workdir: "/v", user: "5:6", stopSignal: "TERM" };
    expect(resolve(own)).toMatchObject({ ...own, labels: { l: "own", m: "image" } });
  });

  it("takes a working directory only if it is absolute", () => {
    expect(() => resolve({ workdir: "rel" })).toThrow(
      "the working directory 'rel' is invalid, it needs to be an absolute path",
    );
    expect(resolve({}, { ...IMAGE, WorkingDir: "" })).not.toHaveProperty("workdir");
  });

  it("has the image's times of a health check where it sets none", () => {
    const health = (healthcheck: ContainerSpec["healthcheck"]) =>
      resolve(healthcheck === undefined ? {} : { healthcheck }).healthcheck;
    expect(health({ Test: ["CMD-SHELL", "false"] })).toEqual({ ...IMAGE.Healthcheck, Test: ["CMD-SHELL", "false"] });
    expect(health({ Interval: 9_000_000_000 })).toEqual({ ...IMAGE.Healthcheck, Interval: 9_000_000_000 });
    expect(health({ Test: ["NONE"] })).toEqual({ ...IMAGE.Healthcheck, Test: ["NONE"] });
  });
});

describe("the environment of a command", () => {
  const env = (spec: Partial<ContainerSpec>) => commandEnv({ image: "i", ...spec }, "host");

  it("begins with PATH and HOSTNAME, with TERM if there is a terminal", () => {
    expect(env({})).toEqual([PATH, "HOSTNAME=host"]);
    expect(env({ terminal: true, env: ["A=1"] })).toEqual([PATH, "HOSTNAME=host", "TERM=xterm", "A=1"]);
  });

  it("has the last value of each variable, in the first place", () => {
    expect(env({ env: ["A=1", "B=1", "A=2", "PATH=/p", "HOSTNAME=own"] })).toEqual([
      ...["PATH=/p", "HOSTNAME=own", "A=2", "B=1"],
    ]);
  });

  it("lacks what is given without a value", () => {
    expect(env({ env: ["A=1", "HOSTNAME", "A"] })).toEqual([PATH]);
  });
});
