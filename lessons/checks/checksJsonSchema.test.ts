import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checksJsonSchema } from "./checksJsonSchema.ts";

it("checks.schema.json is what the checks are: npm run lessons:schema writes it", () => {
  const written = readFileSync(new URL("./checks.schema.json", import.meta.url), "utf8");
  expect(JSON.parse(written)).toEqual(JSON.parse(checksJsonSchema()));
});
