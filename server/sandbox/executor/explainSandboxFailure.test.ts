import { describe, expect, it } from "vitest";
import { explainSandboxFailure } from "./explainSandboxFailure.ts";
import { SandboxError } from "./sandboxError.ts";

const noNamespaces = new SandboxError("make namespaces", "user namespace: Operation not permitted");

describe.runIf(process.platform === "linux")("why RUN can't be executed", () => {
  it.each([
    ["kernel.unprivileged_userns_clone", "0", "sudo sysctl kernel.unprivileged_userns_clone=1"],
    ["user.max_user_namespaces", "0", "sudo sysctl user.max_user_namespaces=10000"],
    ["kernel.apparmor_restrict_unprivileged_userns", "1", "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"],
  ])("names %s and how to change it", (name, value, wayOut) => {
    const failure = explainSandboxFailure(noNamespaces, (asked) => (asked === name ? value : ""));
    expect(failure.reason).toContain(`(${name} is ${value})`);
    expect(failure.waysOut[0]).toContain(wayOut);
  });

  it("assumes a container if no setting explains it", () => {
    const failure = explainSandboxFailure(noNamespaces, () => "");
    expect(failure.reason).toContain("Operation not permitted");
    expect(failure.waysOut[0]).toContain("seccomp=unconfined");
  });

  it("says all that a container must be allowed, whichever of it is missed first", () => {
    for (const step of ["make namespaces", "mount proc"]) {
      const { waysOut } = explainSandboxFailure(new SandboxError(step, "Operation not permitted"), () => "");
      for (const option of ["seccomp", "systempaths", "apparmor"]) expect(waysOut[0]).toContain(`${option}=unconfined`);
      expect(waysOut[1]).toContain("Kubernetes");
    }
  });

  it.each([
    ["mount proc", "systempaths=unconfined"],
    ["mount overlay", "STRATA_DATA"],
  ])("knows what to do about %s", (step, wayOut) => {
    const failure = explainSandboxFailure(new SandboxError(step, "Operation not permitted"), () => "");
    expect(failure.waysOut.join(" ")).toContain(wayOut);
  });

  it("always names the other builder", () => {
    for (const step of ["make namespaces", "mount proc", "mount overlay", "seccomp"]) {
      expect(explainSandboxFailure(new SandboxError(step, "x"), () => "").waysOut.join(" ")).toContain("BuildKit");
    }
  });
});
