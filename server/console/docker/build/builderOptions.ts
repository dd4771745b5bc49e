import type { BuildRequest } from "#contract/build.ts";
import {
  type AttestationRequest,
  type CacheSource,
  type CacheTarget,
  cacheSourceSchema,
  cacheTargetSchema,
} from "#contract/buildOptions.ts";
import { builderIdSchema } from "#contract/health.ts";
import type { FlagValues } from "../../command/flags.ts";
import { FlagFault } from "../faults/flagFault.ts";
import type { buildFlags } from "./buildFlags.ts";

type BuilderFlags = Pick<
  FlagValues<typeof buildFlags>,
  "builder" | "platform" | "cache-from" | "cache-to" | "attest" | "provenance" | "sbom"
>;
type BuilderOptions = Pick<BuildRequest, "builder" | "platform" | "cacheFrom" | "cacheTo" | "attestations">;

/** The instance that `docker buildx ls` marks: what the server chooses. */
const DEFAULT_INSTANCE = "default";

/** What `docker build` asks of a builder beyond the Dockerfile. Throws a FlagFault. */
export function builderOptions(flags: BuilderFlags): BuilderOptions {
  const { builder } = flags;
  const platforms = flags.platform.flatMap((text) => text.split(",")).filter((platform) => platform !== "");
  const cacheFrom = flags["cache-from"].map(cacheSource);
  const cacheTo = flags["cache-to"].map(cacheTarget);
  const attestations = attestationsOf(flags);
  return {
    ...(builder !== undefined && builder !== "" && builder !== DEFAULT_INSTANCE && { builder: builderNamed(builder) }),
    ...(platforms.length > 0 && { platform: platforms.join(",") }),
    ...(cacheFrom.length > 0 && { cacheFrom }),
    ...(cacheTo.length > 0 && { cacheTo }),
    ...(Object.keys(attestations).length > 0 && { attestations }),
  };
}

function builderNamed(name: string): string {
  const parsed = builderIdSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new FlagFault(`no builder ${JSON.stringify(name)} found: docker buildx ls lists them`);
}

/** `type=registry,ref=NAME`; a bare name is a registry's. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  if (!text.includes("="))
    return new Map([
      ["type", "registry"],
      ["ref", text],
    ]);
  return new Map(
    text.split(",").map((field) => {
      const [name = "", ...value] = field.split("=");
      return [name.trim().toLowerCase(), value.join("=")];
    }),
  );
}

const localName = (path: string | undefined) => path?.replace(/^\.\//, "").replace(/\/+$/, "");

function cacheSource(text: string): CacheSource {
  const fields = fieldsOf(text);
  const name = localName(fields.get("src"));
  const parsed = cacheSourceSchema.safeParse({ type: fields.get("type"), ref: fields.get("ref"), name });
  if (parsed.success) return parsed.data;
  throw cacheFault("--cache-from", text, "type=registry,ref=NAME or type=local,src=NAME");
}

function cacheTarget(text: string): CacheTarget {
  const fields = fieldsOf(text);
  const name = localName(fields.get("dest"));
  const mode = fields.get("mode");
  const given = { type: fields.get("type"), ref: fields.get("ref"), name, ...(mode !== undefined && { mode }) };
  const parsed = cacheTargetSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw cacheFault("--cache-to", text, "type=registry,ref=NAME or type=local,dest=NAME, and mode=min or mode=max");
}

function cacheFault(flag: string, text: string, forms: string): FlagFault {
  return new FlagFault(`${flag} ${text} is not available: give ${forms}`);
}

/** `--attest type=…`, of which `--provenance` and `--sbom` are short forms. The last one counts. */
function attestationsOf(flags: BuilderFlags): AttestationRequest {
  const asked: AttestationRequest = {};
  const given = [
    ...flags.attest,
    ...(flags.provenance === undefined ? [] : [`type=provenance,${flags.provenance}`]),
    ...(flags.sbom === undefined ? [] : [`type=sbom,${flags.sbom}`]),
  ];
  for (const text of given) {
    const fields = fieldsOf(text.replace(/,(?=(?:true|false)$)/, ",enabled="));
    const isOff = fields.get("enabled") === "false" || fields.get("disabled") === "true";
    const type = fields.get("type");
    if (fields.has("generator")) throw new FlagFault("a generator of an SBOM is not available: use --sbom=true");
    if (type === "provenance") asked.provenance = isOff ? undefined : provenanceMode(fields.get("mode"));
    else if (type === "sbom") asked.sbom = !isOff;
    else throw new FlagFault(`unknown attestation type ${JSON.stringify(type ?? "")}: use provenance or sbom`);
  }
  return {
    ...(asked.provenance !== undefined && { provenance: asked.provenance }),
    ...(asked.sbom === true && { sbom: true }),
  };
}

function provenanceMode(mode = "min"): "min" | "max" {
  if (mode === "min" || mode === "max") return mode;
  throw new FlagFault(`invalid provenance mode ${JSON.stringify(mode)}: use min or max`);
}
