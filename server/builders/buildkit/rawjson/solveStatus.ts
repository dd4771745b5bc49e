import { z } from "zod";

const vertexSchema = z.object({
  digest: z.string(),
  inputs: z.array(z.string()).nullish(),
  name: z.string().default(""),
  started: z.string().nullish(),
  completed: z.string().nullish(),
  cached: z.boolean().nullish(),
  error: z.string().nullish(),
});
const statusSchema = z.object({
  id: z.string(),
  vertex: z.string(),
  name: z.string().nullish(),
  total: z.number().nullish(),
  current: z.number().default(0),
  completed: z.string().nullish(),
});
const logSchema = z.object({ vertex: z.string(), stream: z.number().default(1), data: z.string().nullish() });
const positionSchema = z.object({ line: z.number().default(0), character: z.number().default(0) });
const warningSchema = z.object({
  vertex: z.string(),
  short: z.string().nullish(),
  detail: z.array(z.string()).nullish(),
  url: z.string().nullish(),
  range: z.array(z.object({ start: positionSchema.nullish(), end: positionSchema.nullish() })).nullish(),
});

/** A line of `--progress=rawjson`: BuildKit's SolveStatus. */
export const solveStatusSchema = z.object({
  vertexes: z.array(vertexSchema).nullish(),
  statuses: z.array(statusSchema).nullish(),
  logs: z.array(logSchema).nullish(),
  warnings: z.array(warningSchema).nullish(),
});

export type SolveStatus = z.infer<typeof solveStatusSchema>;
export type Vertex = z.infer<typeof vertexSchema>;
export type VertexStatus = z.infer<typeof statusSchema>;
export type VertexLog = z.infer<typeof logSchema>;
export type VertexWarning = z.infer<typeof warningSchema>;
