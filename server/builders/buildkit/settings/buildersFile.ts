import { isAbsolute } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { ANY_BUILDKIT, AUTO_BUILDER, builderIdSchema, buildxDriverSchema } from "#contract/health.ts";
import type { NamedBuilder, TlsFiles } from "./builderSettings.ts";
import { brokenText, mistakesIn, mistakeWords } from "./fileMistakes.ts";

const RESERVED = [AUTO_BUILDER, ANY_BUILDKIT, "embedded"];
const path = z.string().refine((text) => isAbsolute(text), "give an absolute path");
const NAME = "use lowercase letters, digits, and dashes, 63 characters at most";

function optionsSchema(driver: string) {
  return z.record(
    z.string().regex(/^[a-z][a-zA-Z0-9._-]*$/, `use an option of buildx's ${driver} driver`),
    z.union([z.string(), z.number(), z.boolean()]).transform(String),
  );
}

const builderSchema = z
  .strictObject({
    name: z
      .string()
      .refine((name) => builderIdSchema.safeParse(name).success, NAME)
      .refine(
        (name) => !RESERVED.includes(name),
        `${RESERVED.join(", ")} have a meaning of their own: use another name`,
      ),
    driver: buildxDriverSchema,
    endpoint: z
      .string()
      .regex(/^(?:unix:\/\/\/.+|tcp:\/\/[^/\s]+:\d+)$/, "give unix:///path or tcp://host:port")
      .optional(),
    tls: z.strictObject({ ca: path, cert: path, key: path, serverName: z.string().optional() }).optional(),
    kubernetes: optionsSchema("kubernetes").optional(),
    container: optionsSchema("docker-container").optional(),
    builds: z.int().min(1, "use 1 or more").max(1000, "use 1000 at most").default(2),
    weight: z.number().positive("use a number above 0").max(1000, "use 1000 at most").default(1),
    platforms: z
      .array(z.string().regex(/^linux\/[a-z0-9]+(?:\/v\d+)?$/, "use a platform such as linux/amd64"))
      .optional(),
    hostNetwork: z.boolean().default(false),
    sbomScanner: z
      .string()
      .regex(/^[^\s,"]+$/, "use the name of an image")
      .optional(),
  })
  .superRefine(({ driver, endpoint, tls, kubernetes, container }, context) => {
    const say = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    if (driver === "remote" && endpoint === undefined) say("endpoint", "a remote builder needs one");
    if (driver === "kubernetes" && endpoint !== undefined)
      say("endpoint", "the kubernetes driver has none: the kubeconfig names the cluster");
    if (kubernetes !== undefined && driver !== "kubernetes") say("kubernetes", "is only for the kubernetes driver");
    if (container !== undefined && driver !== "docker-container")
      say("container", "is only for the docker-container driver");
    if (tls !== undefined && !endpoint?.startsWith("tcp://")) say("tls", "is only for a tcp:// endpoint");
  });

const fileSchema = z
  .strictObject({ builders: z.array(builderSchema).min(1, "name at least one").max(64, "name 64 at most") })
  .superRefine(({ builders }, context) => {
    for (const [index, { name }] of builders.entries()) {
      if (builders.findIndex((other) => other.name === name) === index) continue;
      context.addIssue({ code: "custom", path: ["builders", index, "name"], message: `${name} is there twice` });
    }
  });

export type BuildersFile = { readonly builders: readonly NamedBuilder[] } | { readonly mistakes: readonly string[] };

/** Reads the file that `STRATA_BUILDERS` names. Mistakes are sentences with their line. */
export function parseBuildersFile(text: string): BuildersFile {
  const document = parseDocument(text, { prettyErrors: true });
  const [broken] = document.errors;
  if (broken !== undefined) return { mistakes: [brokenText(broken)] };
  const parsed = fileSchema.safeParse(document.toJS({ maxAliasCount: 100 }), { error: mistakeWords });
  if (parsed.success) return { builders: parsed.data.builders.map(withoutUndefined) };
  return { mistakes: mistakesIn(text, document, parsed.error.issues) };
}

type Parsed = z.output<typeof builderSchema>;

function withoutUndefined({
  endpoint,
  tls,
  kubernetes,
  container,
  platforms,
  sbomScanner,
  ...rest
}: Parsed): NamedBuilder {
  return {
    ...rest,
    ...(endpoint !== undefined && { endpoint }),
    ...(tls !== undefined && { tls: tlsFiles(tls) }),
    ...(kubernetes !== undefined && { kubernetes }),
    ...(container !== undefined && { container }),
    ...(platforms !== undefined && { platforms }),
    ...(sbomScanner !== undefined && { sbomScanner }),
  };
}

function tlsFiles({ serverName, ...files }: NonNullable<Parsed["tls"]>): TlsFiles {
  return serverName === undefined ? files : { ...files, serverName };
}
