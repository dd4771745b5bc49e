import type { ContainerState, Healthcheck } from "#contract/container.ts";

export type Health = NonNullable<(ContainerState & { readonly phase: "running" })["health"]>;

/** How a container's health is checked; times in milliseconds. */
export interface HealthPlan {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly startPeriod: number;
  readonly startInterval: number;
  readonly retries: number;
}

export interface Probe {
  readonly code: number;
  readonly output: string;
  /** Milliseconds since the container's start. */
  readonly at: number;
}

export const STARTING: Health = { state: "starting", failures: 0, output: "" };

/** Of a field in nanoseconds; absent and 0 are the default. */
function milliseconds(nanoseconds: number | undefined, standard: number): number {
  return nanoseconds === undefined || nanoseconds === 0 ? standard : nanoseconds / 1e6;
}

/** The plan of a HEALTHCHECK with the Docker Engine's defaults; undefined if there is none. */
export function healthPlan(check: Healthcheck | undefined, shell: readonly string[]): HealthPlan | undefined {
  const [kind, ...rest] = check?.Test ?? [];
  if (check === undefined || kind === undefined || kind === "NONE") return undefined;
  return {
    command: kind === "CMD-SHELL" ? [...shell, ...rest] : rest,
    interval: milliseconds(check.Interval, 30_000),
    timeout: milliseconds(check.Timeout, 30_000),
    startPeriod: milliseconds(check.StartPeriod, 0),
    startInterval: milliseconds(check.StartInterval, 5_000),
    retries: check.Retries === undefined || check.Retries === 0 ? 3 : check.Retries,
  };
}

/** The health after one more probe: failures of a container that is still starting do not count in its start period. */
export function healthAfter(health: Health, { code, output, at }: Probe, plan: HealthPlan): Health {
  if (code === 0) return { state: "healthy", failures: 0, output };
  if (health.state === "starting" && at < plan.startPeriod) return { ...health, output };
  const failures = health.failures + 1;
  return { state: failures >= plan.retries ? "unhealthy" : health.state, failures, output };
}

/** Until the next probe, which starts `at` milliseconds after the container's start. */
export function pauseBefore(health: Health, at: number, { interval, startInterval, startPeriod }: HealthPlan): number {
  return health.state === "starting" && at < startPeriod ? startInterval : interval;
}
