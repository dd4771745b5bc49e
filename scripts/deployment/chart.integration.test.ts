import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { StatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { Service } from "kubernetes-models/v1/Service";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { findHelm } from "./findHelm.ts";

const CHART = path.resolve(import.meta.dirname, "../../deploy/helm/strata");
const helm = findHelm();
if (helm === undefined) process.stderr.write("!!! helm is missing and can't be had: the chart is not rendered.\n");

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Kubernetes' own schemas. What others define is not among them. */
const KINDS: Readonly<Record<string, (manifest: Manifest) => { validate(): void }>> = {
  ConfigMap: (manifest) => new ConfigMap(manifest),
  HorizontalPodAutoscaler: (manifest) =>
    new HorizontalPodAutoscaler(manifest as ConstructorParameters<typeof HorizontalPodAutoscaler>[0]),
  Ingress: (manifest) => new Ingress(manifest),
  NetworkPolicy: (manifest) => new NetworkPolicy(manifest),
  PodDisruptionBudget: (manifest) => new PodDisruptionBudget(manifest),
  Service: (manifest) => new Service(manifest),
  StatefulSet: (manifest) => new StatefulSet(manifest as ConstructorParameters<typeof StatefulSet>[0]),
};
const OF_OTHERS = ["cert-manager.io/v1", "monitoring.coreos.com/v1"];

function run(...args: string[]) {
  return spawnSync(helm ?? "helm", args, { encoding: "utf8" });
}

function render(...args: string[]): Manifest[] {
  const { status, stdout, stderr } = run("template", "class", CHART, "--namespace=school", ...args);
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).flatMap((document) => {
    const value: unknown = document.toJS();
    return value === null ? [] : [manifestSchema.parse(value)];
  });
}

const example = (name: string) => `--values=${path.join(CHART, "examples", `${name}.yaml`)}`;
const named = (manifests: readonly Manifest[], kind: string, name: string) =>
  manifests.find((each) => each.kind === kind && each.metadata.name === name);

describe.skipIf(helm === undefined)("the Helm chart", () => {
  test.each([
    ["the values as they are", []],
    ["the values for a workshop", [example("workshop")]],
    ["the values for a class that comes and goes", [example("autoscaling")]],
    ["the values for sandboxes in the pod", [example("sandbox")]],
  ])("renders %s into manifests that Kubernetes' schemas accept", (_what, args) => {
    const manifests = render(...args);
    expect(manifests.length).toBeGreaterThan(3);
    for (const manifest of manifests) {
      if (OF_OTHERS.includes(manifest.apiVersion)) continue;
      const model = KINDS[manifest.kind]?.(manifest);
      expect(model, manifest.kind).toBeDefined();
      model?.validate();
    }
  });

  test("passes helm's own linter, and rejects values that it does not know", () => {
    expect(run("lint", "--strict", CHART)).toMatchObject({ status: 0 });
    for (const wrong of [
      "buildkit.replicas=0",
      "buildkit.replica=2",
      "buildkit.autoscaling.enabled=true,buildkit.autoscaling.minReplicas=9",
      "buildkit.autoscaling.targetCPU=0",
      "options.PATH=x",
      "networkPolicy.blocked={here}",
    ]) {
      expect(run("template", "class", CHART, "--set", wrong).status, wrong).not.toBe(0);
    }
  });

  const endpointsOf = (manifests: readonly Manifest[]) => {
    const config = z
      .looseObject({ data: z.object({ "builders.yaml": z.string() }) })
      .parse(named(manifests, "ConfigMap", "class-strata"));
    const { builders } = z
      .object({ builders: z.array(z.looseObject({ endpoint: z.string() })) })
      .parse(parse(config.data["builders.yaml"]));
    return builders.map(({ endpoint }) => endpoint);
  };

  test("gives Strata one builder for each BuildKit, under the name of its pod", () => {
    expect(endpointsOf(render("--set=buildkit.replicas=3"))).toEqual(
      [0, 1, 2].map((n) => `tcp://class-strata-buildkit-${n}.class-strata-buildkit.school.svc:1234`),
    );
  });

  test("leaves the number of BuildKits to Kubernetes if it is asked to, and names all that there may be", () => {
    const name = "class-strata-buildkit";
    const specOf = (kind: string, manifests: readonly Manifest[]) => named(manifests, kind, name)?.spec;
    const fixed = render();
    expect([specOf("HorizontalPodAutoscaler", fixed), specOf("StatefulSet", fixed)]).toEqual([
      undefined,
      expect.objectContaining({ replicas: 2 }),
    ]);
    const scaled = render("--set=buildkit.autoscaling.enabled=true,buildkit.autoscaling.maxReplicas=4");
    expect(specOf("StatefulSet", scaled)).not.toHaveProperty("replicas");
    expect(specOf("HorizontalPodAutoscaler", scaled)).toMatchObject({
      scaleTargetRef: { kind: "StatefulSet", name },
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [{ resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
    });
    expect(endpointsOf(scaled)).toHaveLength(4);
  });

  test("lets builds reach names and public addresses, and none of the cluster's own", () => {
    const policy = named(render(), "NetworkPolicy", "class-strata-buildkit");
    const { spec } = z
      .looseObject({ spec: z.looseObject({ egress: z.array(z.unknown()), policyTypes: z.array(z.string()) }) })
      .parse(policy);
    expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
    const text = JSON.stringify(spec.egress);
    expect(text).toContain('"k8s-app":"kube-dns"');
    for (const blocked of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"])
      expect(text).toContain(blocked);
    expect(spec.egress).toHaveLength(2);
  });

  test("asks for nothing that the sandbox needs unless it is turned on", () => {
    const podOf = (manifests: readonly Manifest[]) => JSON.stringify(named(manifests, "StatefulSet", "class-strata"));
    expect(podOf(render())).not.toMatch(/Unmasked|Unconfined|"hostUsers"|SETUID/);
    for (const needed of [/"procMount":"Unmasked"/, /"type":"Unconfined"/, /"hostUsers":false/, /"SETUID","SETGID"/])
      expect(podOf(render(example("sandbox")))).toMatch(needed);
  });

  test("has every value of values.yaml in its schema", () => {
    const values = z
      .record(z.string(), z.unknown())
      .parse(parse(readFileSync(path.join(CHART, "values.yaml"), "utf8")));
    const schema = z
      .looseObject({ properties: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(path.join(CHART, "values.schema.json"), "utf8")));
    for (const name of Object.keys(values)) expect(Object.keys(schema.properties)).toContain(name);
  });
});
