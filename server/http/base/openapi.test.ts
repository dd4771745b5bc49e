import { expect, test } from "vitest";
import { paths as contractPaths, pathTemplate } from "#contract/paths.ts";
import { routes } from "#contract/routes.ts";
import { createTestApp } from "../testApp.ts";

interface Described {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
}

async function description(): Promise<Described> {
  const { app, close } = await createTestApp();
  const answer = await app.inject({ url: routes.openapi(), headers: { host: "localhost" } });
  await close();
  return answer.json();
}

test("every route of the contract is described, with what it does and how it fails", async () => {
  const { paths } = await description();
  const expected = Object.values(contractPaths).filter((path) => path !== contractPaths.openapi);
  expect(Object.keys(paths).sort()).toEqual(expected.map(pathTemplate).sort());
  for (const methods of Object.values(paths)) {
    for (const { summary, responses } of Object.values(methods)) {
      expect(summary).toBeTruthy();
      expect(responses.default).toMatchObject({ content: { "application/problem+json": {} } });
    }
  }
});

test("the description is OpenAPI 3.1 without dangling references", async () => {
  const document = await description();
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.info).toMatchObject({ title: "Strata", version: "1.2.3" });
  const text = JSON.stringify(document);
  for (const [, pointer = ""] of text.matchAll(/"\$ref":"#([^"]+)"/g)) {
    const target = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect(target).toBeDefined();
  }
  for (const path of Object.keys(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    for (const operation of Object.values(document.paths[path] ?? {})) {
      const { parameters = [] } = operation as { parameters?: { name: string; in: string; required?: boolean }[] };
      const inPath = parameters.filter((parameter) => parameter.in === "path");
      expect(inPath.map((parameter) => parameter.name).sort()).toEqual(names.sort());
      expect(inPath.every((parameter) => parameter.required)).toBe(true);
    }
  }
});

test("uploads are described too", async () => {
  const { paths } = await description();
  expect(paths["/api/contexts"]?.post).toMatchObject({
    requestBody: { content: { "application/json": { schema: { type: "object" } }, "application/x-tar": {} } },
  });
  expect(paths["/api/blobs/{digest}"]?.put).toMatchObject({
    requestBody: { content: { "application/octet-stream": {} } },
  });
  expect(paths["/api/builds"]?.post).toMatchObject({ requestBody: { content: { "application/json": {} } } });
});
