import { FILE_STEPS, LIFE_STEPS, PORT_STEPS, RUN_STEPS } from "./cliContainerSteps.ts";
import { BUILD_STEPS, PULL_STEPS, REGISTRY_STEPS } from "./cliImageSteps.ts";
import { type Step, step } from "./cliStep.ts";

const SYSTEM: readonly Step[] = [
  step("version --format {{.Server.APIVersion}}"),
  step("version --format {{.Server.MinAPIVersion}}"),
  step("version --format {{.Server.Os}}/{{.Server.Arch}}"),
  step("version", { only: /^(Client|Server| Engine| {2}OS)/, differs: "identity" }),
  step("info --format {{.OSType}}/{{.Architecture}}"),
  step("info --format {{.LoggingDriver}}"),
  step("search missing", { differs: "search" }),
  step("network ls --filter name=none"),
  step("network ls -q --filter driver=null"),
  step("network inspect missing"),
  step("network create {p}-net", { differs: "networks", oneSided: true }),
  step("network rm bridge"),
];

const VOLUMES: readonly Step[] = [
  step("volume create {p}-data"),
  step("volume create {p}-data"),
  step("volume ls --filter name={p}-data"),
  step("volume ls -q --filter name={p}-data"),
  step("volume inspect -f '{{.Name}} {{.Driver}} {{.Scope}}' {p}-data"),
  step("volume inspect {p}-missing"),
  step("run --rm -v {p}-data:/data busybox sh -c 'echo kept > /data/x'"),
  step("run --rm -v {p}-data:/data:ro busybox cat /data/x"),
  step("run --rm -v {p}-data:/data:ro busybox touch /data/y"),
  step("run -d --name {p}-user -v {p}-data:/data busybox sleep 1000"),
  step("volume rm {p}-data"),
  step("inspect -f '{{range .Mounts}}{{.Type}} {{.Name}} {{.Destination}} {{.RW}}{{end}}' {p}-user"),
  step("rm -f -v {p}-user"),
  step("volume rm {p}-data"),
  step("volume rm {p}-data"),
];

const END: readonly Step[] = [
  step("run -d --name {p}-health --health-cmd true --health-interval 1s busybox sleep 1000"),
  step("inspect -f '{{json .Config.Healthcheck.Test}}' {p}-health"),
  step("rm -f {p}-health"),
  step("container prune -f --filter label=who={p}"),
  step("container prune -f --filter label=who={p}"),
  step("rmi {p}:quiet", { only: /^Untagged/ }),
  step("rmi -f {p}-imported", { only: /^Untagged/ }),
  step("system df", { only: /^TYPE/ }),
  step("ps --filter missing=1"),
  step("missing-command"),
];

/** What is run on both sides, in this order. */
export const STEPS: readonly Step[] = [
  ...SYSTEM,
  ...PULL_STEPS,
  ...BUILD_STEPS,
  ...RUN_STEPS,
  ...LIFE_STEPS,
  ...FILE_STEPS,
  ...REGISTRY_STEPS,
  ...PORT_STEPS,
  ...VOLUMES,
  ...END,
];
