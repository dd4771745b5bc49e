import { type BuildRequest, buildRequestSchema } from "#contract/build.ts";
import { parseJson } from "#contract/parseJson.ts";
import { type EngineCall, isSet } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { BUILDKIT_ADVICE, refusal } from "../base/refusal.ts";

/** What `docker build` asks for, without its context. Throws an EngineError. */
export function buildRequestOf(call: EngineCall): BuildRequest {
  const { query } = call;
  refuse(call);
  const network = query.get("networkmode") ?? "";
  const parsed = buildRequestSchema.safeParse({
    tags: query.getAll("t").filter((tag) => tag !== ""),
    ...given(query, "dockerfile", "dockerfile"),
    ...given(query, "target", "target"),
    ...given(query, "platform", "platform"),
    ...named(query, "buildargs", "buildArgs"),
    ...named(query, "labels", "labels"),
    ...(isSet(call, "nocache") && { noCache: true }),
    ...(network !== "" && { network: network === "bridge" ? "default" : network }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineError(400, `invalid build: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

function refuse(call: EngineCall): void {
  const { query } = call;
  if (query.get("version") === "2") throw new EngineError(400, BUILDKIT_ADVICE);
  if ((query.get("remote") ?? "") !== "") throw refusal("a context by URL", "send the folder instead");
  if (isSet(call, "squash")) throw refusal("--squash", "use stages to keep an image small");
}

function given(query: URLSearchParams, from: string, to: string): Record<string, string> {
  const value = query.get(from) ?? "";
  return value === "" ? {} : { [to]: value };
}

/** JSON of names and values; null is a build argument that the client's environment does not have. */
function named(query: URLSearchParams, from: string, to: string): Record<string, unknown> {
  const text = query.get(from) ?? "";
  if (text === "") return {};
  const values = parseJson(text);
  if (typeof values !== "object" || values === null) throw new EngineError(400, `invalid ${from}: not a JSON object`);
  return { [to]: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) };
}
