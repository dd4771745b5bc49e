import path from "node:path";
import { workerData } from "node:worker_threads";
import { z } from "zod";
import { buildRequestSchema } from "#contract/build.ts";
import { contextRequestSchema } from "#contract/context.ts";
import { checkRequestSchema } from "#contract/diagnostic.ts";
import type { Digest } from "#contract/names/digest.ts";
import { planRequestSchema } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { workspaceContentSchema } from "#contract/workspace.ts";
import type { ContextLimits } from "#server/contexts/contextLimits.ts";
import { type Context, openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { problemOfFullDisk } from "#server/storage/fullDisk.ts";
import { answerQuestions } from "#server/threads/answerQuestions.ts";
import { requireBlobs } from "#server/workspaces/heldContent.ts";
import { openWorkspaceStore } from "#server/workspaces/workspaceStore.ts";
import { type WorkspaceAnswer, type WorkspaceQuestion, workOnWorkspace } from "./workspaceWork.ts";

const SCHEMAS = {
  build: buildRequestSchema,
  plan: planRequestSchema,
  check: checkRequestSchema,
  workspace: workspaceContentSchema,
} satisfies Record<string, z.core.$ZodType>;

/** The kinds of large JSON bodies. */
export type BodyName = keyof typeof SCHEMAS;

/** A body to read: JSON for a route, a context to store, or a workspace, which only this thread writes. */
export type BodyQuestion =
  | { readonly about: "json"; readonly name: BodyName }
  | ({ readonly about: "context" } & SentContext)
  | WorkspaceQuestion;

export interface BodyThreadOptions {
  /** The data folder. */
  readonly dir: string;
  /** Most bytes of a workspace, and of all of them. */
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
}

export interface SentContext {
  readonly form: "json" | "tar";
  /** The owner. */
  readonly owner: string;
  readonly limits: ContextLimits;
}

export interface KeptContext {
  readonly digest: Digest;
  /** The answer to the question. */
  readonly json: Uint8Array;
}

/** The parsed body. */
export type BodyAnswer = { readonly value: unknown } | KeptContext | WorkspaceAnswer;

const options: BodyThreadOptions = workerData;
const contexts = openContextStore(openBlobStore(path.join(options.dir, "blobs")));
const workspaces = openWorkspaceStore(options);

answerQuestions<BodyQuestion, BodyAnswer>(async (question, body) => {
  try {
    return await answer(question, body);
  } catch (error) {
    // An error loses its code when it leaves the thread.
    const full = problemOfFullDisk(error);
    throw full === undefined ? error : new ProblemError(full);
  }
});

async function answer(question: BodyQuestion, body: AsyncIterable<Uint8Array>): Promise<BodyAnswer> {
  if (question.about === "json") return { value: await readJson<unknown>(body, SCHEMAS[question.name]) };
  if (question.about === "context") return keepContext(question, body);
  return workOnWorkspace(workspaces, question, (schema) => readJson(body, schema));
}

async function keepContext(
  { form, owner, limits }: SentContext,
  body: AsyncIterable<Uint8Array>,
): Promise<KeptContext> {
  if (form === "tar") return contextAnswer(owner, await contexts.fromTar(body, limits));
  const { files } = await readJson(body, contextRequestSchema);
  requireBlobs(workspaces, owner, files);
  return contextAnswer(owner, contexts.fromFiles(files, limits));
}

/** Throws a ProblemError if it is not JSON or does not match the schema. */
async function readJson<T>(body: AsyncIterable<Uint8Array>, schema: z.core.$ZodType<T>): Promise<T> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const parsed = z.safeParse(schema, parse(Buffer.concat(pieces)));
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new ProblemError(
    problem("request/invalid", said.join("; "), { next: "The API is described at /api/openapi.json." }),
  );
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new ProblemError(problem("request/invalid", "The body is not valid JSON."));
  }
}

function contextAnswer(owner: string, { digest, entries }: Context): KeptContext {
  workspaces.noteSent(owner, digest);
  const files = entries.flatMap(({ path: at, size, mode, type }) =>
    type === "file" ? [{ path: at, size, mode }] : [],
  );
  return { digest, json: new TextEncoder().encode(JSON.stringify({ digest, files })) };
}
