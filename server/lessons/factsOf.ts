import { z } from "zod";
import { checkResponseSchema } from "#contract/diagnostic.ts";
import { imageDetailSchema, imageFilesSchema, stackSchema } from "#contract/image.ts";
import { type WorkspaceFile, workspaceFileSchema, workspaceSettingsSchema } from "#contract/workspace.ts";
import { type Facts, type FileFact, type ImageFact, NEWEST } from "#lessons/checks/facts.ts";
import type { Json, Seen, SeenImage } from "./seen.ts";

const contentSchema = z.object({ files: z.array(workspaceFileSchema), settings: workspaceSettingsSchema });

/** The files and settings of a workspace, from its JSON. */
export type SeenContent = z.infer<typeof contentSchema>;

export function contentOf(json: Json): SeenContent {
  return contentSchema.parse(parsed(json));
}

/** What checks are judged by. */
export function factsOf(seen: Seen): Facts {
  const { files, settings } = contentOf(seen.workspace);
  const dockerfile = settings.dockerfile || "Dockerfile";
  const facts = files.map((file) => [file.path, fileFact(file)] as const);
  const main = facts.find(([path]) => path === dockerfile);
  return {
    dockerfile,
    files: new Map<string, FileFact>([...facts, ...(main === undefined ? [] : [[NEWEST, main[1]] as const])]),
    findings: new Map(seen.findings.map(([path, json]) => [path, checkResponseSchema.parse(parsed(json)).diagnostics])),
    plans: new Map(seen.plans),
    builds: new Map(seen.builds),
    images: new Map(seen.images.map((image) => [image.reference, imageFact(image)])),
    containers: seen.containers,
    commands: seen.commands,
    registry: new Set(seen.registry),
    scripts: new Map(seen.scripts),
  };
}

function fileFact({ kind, text }: WorkspaceFile): FileFact {
  return { kind, ...(kind === "text" && { text: text ?? "" }) };
}

function imageFact({ isEarlier, detail, stack, paths }: SeenImage): ImageFact {
  const found = paths.flatMap(([path, json]) => {
    const { entry, text } = imageFilesSchema.parse(parsed(json));
    return entry === undefined ? [] : [[path, { entry, ...(text !== undefined && { text }) }] as const];
  });
  return {
    isEarlier,
    detail: imageDetailSchema.parse(parsed(detail)),
    stack: stackSchema.parse(parsed(stack)),
    paths: new Map(found),
  };
}

function parsed(json: Json): unknown {
  return JSON.parse(Buffer.from(json).toString("utf8"));
}
