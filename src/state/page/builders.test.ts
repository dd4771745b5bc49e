import { describe, expect, it } from "vitest";
import type { BuilderDescription, Health } from "#contract/health.ts";
import { EMBEDDED } from "#contract/healthFixture.ts";
import { builderOf } from "./builders.ts";

const desk: BuilderDescription = { ...EMBEDDED, id: "desk", kind: "buildkit" };
const health = (...builders: BuilderDescription[]): Health => ({ status: "ok", version: "1", builders });

describe("the builder of a choice", () => {
  it("is the embedded one if nothing was chosen and it can RUN", () => {
    expect(builderOf(health(EMBEDDED, desk))?.id).toBe("embedded");
  });

  it("is another one if the embedded one can't RUN here", () => {
    expect(builderOf(health({ ...EMBEDDED, run: false }, desk))?.id).toBe("desk");
  });

  it("is the one that was named, also if it is not available", () => {
    const away = { ...desk, available: false };
    expect(builderOf(health(EMBEDDED, away), "desk")).toBe(away);
  });

  it("is one of BuildKit's if any of those was chosen", () => {
    expect(builderOf(health(EMBEDDED, { ...desk, available: false }, { ...desk, id: "b" }), "buildkit")?.id).toBe("b");
  });

  it("is the one that the server says, whatever it was before", () => {
    const outlook = { assignment: { builder: "desk", code: "lack" as const } };
    expect(builderOf(health(EMBEDDED, desk), undefined, outlook)?.id).toBe("desk");
    expect(builderOf(health(EMBEDDED, desk), undefined, {})?.id).toBe("embedded");
  });
});
