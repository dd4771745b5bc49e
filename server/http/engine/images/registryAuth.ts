import { z } from "zod";
import { parseJson } from "#contract/parseJson.ts";
import type { TransferAuth } from "#server/transfers/transfers.ts";
import type { EngineCall } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";

const authSchema = z.looseObject({
  username: z.string().nullish(),
  password: z.string().nullish(),
});

/** Who the client is at a registry: `X-Registry-Auth`, JSON in base64url. Throws an EngineError. */
export function registryAuthOf({ request }: EngineCall): TransferAuth | undefined {
  const header = request.headers["x-registry-auth"];
  if (typeof header !== "string" || header === "") return undefined;
  const parsed = authSchema.safeParse(parseJson(Buffer.from(header, "base64url").toString("utf8")));
  if (!parsed.success) throw new EngineError(400, "invalid X-Registry-Auth header");
  const { username, password } = parsed.data;
  return username && password ? { username, password } : undefined;
}
