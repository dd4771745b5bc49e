import { afterEach, expect, it, vi } from "vitest";
import type { NamedBuilder } from "../settings/builderSettings.ts";
import { DockerClient } from "./clientSettings.ts";
import { createArguments } from "./createBuilder.ts";

const BUILDER: NamedBuilder = {
  name: "far",
  driver: "remote",
  endpoint: "tcp://h:1",
  builds: 1,
  weight: 1,
  hostNetwork: false,
};
const tls = { ca: "/ca", cert: "/cert", key: "/key", serverName: "build" };

afterEach(() => vi.unstubAllEnvs());

it("gives the client nothing of the operator's: no credentials, no contexts, no variables", () => {
  for (const name of [
    "DOCKER_CONFIG",
    "DOCKER_AUTH_CONFIG",
    "DOCKER_CONTEXT",
    "AWS_SECRET_ACCESS_KEY",
    "SSH_AUTH_SOCK",
    "BUILDX_BUILDER",
  ])
    vi.stubEnv(name, "the operator's");
  const { env } = new DockerClient({ docker: "docker", dir: "/data/far", builder: BUILDER }).command(["version"]);
  expect(Object.values(env)).not.toContain("the operator's");
  expect(env).toMatchObject({ HOME: "/data/far", DOCKER_CONFIG: "/data/far", BUILDX_CONFIG: "/data/far/buildx" });
});

it("reaches an engine with its certificates", () => {
  const builder: NamedBuilder = { ...BUILDER, driver: "docker", tls };
  const { args, env } = new DockerClient({ docker: "docker", dir: "/d", builder }).command(["version"]);
  expect(args).toEqual(["--tlsverify", "--tlscacert", "/ca", "--tlscert", "/cert", "--tlskey", "/key", "version"]);
  expect(env.DOCKER_HOST).toBe("tcp://h:1");
});

it("makes builders of buildx, but for an engine's own BuildKit", () => {
  expect(createArguments({ ...BUILDER, driver: "docker" })).toBeUndefined();
  expect(createArguments({ ...BUILDER, tls })?.join(" ")).toBe(
    "buildx create --name strata-far --driver remote --driver-opt cacert=/ca --driver-opt cert=/cert --driver-opt key=/key --driver-opt servername=build tcp://h:1",
  );
  const { endpoint: _endpoint, ...bare } = BUILDER;
  const kubernetes = { namespace: "builds", nodeselector: "a=b,c=d" };
  expect(createArguments({ ...bare, driver: "kubernetes", kubernetes })?.slice(-4)).toEqual([
    ...["--driver-opt", '"namespace=builds"', "--driver-opt", '"nodeselector=a=b,c=d"'],
  ]);
});
