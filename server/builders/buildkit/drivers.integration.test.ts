import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { openBuildKit } from "./buildKitFixture.ts";
import type { NamedBuilder } from "./settings/builderSettings.ts";

const engines = testEngines();

describe("builders that buildx starts itself", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  const folder = mkdtempSync(join(tmpdir(), "strata-kube-"));
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function reasonOf(named: Pick<NamedBuilder, "driver"> & Partial<NamedBuilder>) {
    const opened = openBuildKit(engines?.docker ?? "", named);
    try {
      return (await opened.builder.probe?.())?.reason;
    } finally {
      await opened.close();
    }
  }

  it("say that there is no kubeconfig", async () => {
    for (const name of ["KUBECONFIG", "KUBERNETES_SERVICE_HOST"]) vi.stubEnv(name, undefined);
    expect(await reasonOf({ driver: "kubernetes" })).toMatch(/^There is no kubeconfig: name one in KUBECONFIG/);
  });

  const kubeconfig = () => {
    const file = join(folder, "config");
    const cluster = { name: "c", cluster: { server: "http://127.0.0.1:9" } };
    const context = { name: "c", context: { cluster: "c", user: "u" } };
    const users = [{ name: "u", user: { token: "none" } }];
    writeFileSync(
      file,
      JSON.stringify({
        ...{ apiVersion: "v1", kind: "Config", "current-context": "c" },
        ...{ clusters: [cluster], contexts: [context], users },
      }),
    );
    vi.stubEnv("KUBECONFIG", file);
  };

  it("take the options of the kubernetes driver, and say that the cluster does not answer", async () => {
    kubeconfig();
    const kubernetes = {
      ...{ namespace: "builds", replicas: "4", rootless: "true", loadbalance: "sticky", image: "moby/buildkit:x" },
      ...{ "requests.cpu": "1", "limits.memory": "2Gi", nodeselector: "a=b,c=d", labels: "team=x" },
      tolerations: "key=a,value=b,effect=NoSchedule",
    };
    expect(await reasonOf({ driver: "kubernetes", kubernetes })).toMatch(/^The cluster does not answer: /);
  });

  it("say which option the driver does not know", async () => {
    kubeconfig();
    expect(await reasonOf({ driver: "kubernetes", kubernetes: { nothing: "1" } })).toMatch(/options: .*nothing/);
  });

  it("take the options of the docker-container driver, and say that its image can't be had", async () => {
    const container = { image: "nosuch.invalid/buildkit:1", memory: "1g", "env.A": "b,c", network: "bridge" };
    const endpoint = `unix://${engines.plain}`;
    expect(await reasonOf({ driver: "docker-container", endpoint, container, hostNetwork: true })).toMatch(
      /^The engine can't get BuildKit's image: /,
    );
  });
});
