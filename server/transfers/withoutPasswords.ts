import { ProblemError } from "#contract/problemError.ts";
import type { Credentials } from "#server/oci/distribution/registrySettings.ts";

/** Shorter ones are in every text. */
const SHORTEST = 4;

/** The error without the passwords in its texts: a registry may send back what it got. */
export function withoutPasswords(error: unknown, logins: readonly Credentials[]): unknown {
  if (!(error instanceof ProblemError)) return error;
  const secrets = logins.flatMap(spellings).filter((secret) => secret.length >= SHORTEST);
  const masked = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "xxxxx"), text);
  const { detail, next } = error.problem;
  return new ProblemError(
    { ...error.problem, detail: masked(detail), ...(next !== undefined && { next: masked(next) }) },
    { cause: error.problem.code },
  );
}

function spellings({ username, password }: Credentials): string[] {
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  return [basic, password, encodeURIComponent(password), JSON.stringify(password).slice(1, -1), password.toLowerCase()];
}
