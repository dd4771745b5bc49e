import { goQuote } from "../go/goFormat.ts";

const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const INVALID = "invalid reference format";
const MAX_NAME = 255;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Why a name is no image reference, in the words of distribution/reference; undefined where it is one. */
export function imageReferenceError(name: string): string | undefined {
  if (/^[0-9a-f]{64}$/.test(name)) {
    return `invalid repository name (${name}), cannot specify 64-byte hexadecimal strings`;
  }
  const slash = name.indexOf("/");
  const head = name.slice(0, slash);
  const hasDomain = slash !== -1 && (/[.:]/.test(head) || head === "localhost" || head.toLowerCase() !== head);
  const domain = hasDomain ? head : "docker.io";
  const remainder = hasDomain ? name.slice(slash + 1) : name;
  const colon = remainder.indexOf(":");
  const beforeTag = colon === -1 ? remainder : remainder.slice(0, colon);
  if (beforeTag !== beforeTag.toLowerCase()) {
    const full = domain === "docker.io" && !beforeTag.includes("/") ? `library/${beforeTag}` : beforeTag;
    return `${INVALID}: repository name (${full}) must be lowercase`;
  }
  return partsError(domain, remainder);
}

function partsError(domain: string, remainder: string): string | undefined {
  const at = remainder.indexOf("@");
  const digest = at === -1 ? undefined : remainder.slice(at + 1);
  const tagged = at === -1 ? remainder : remainder.slice(0, at);
  const colon = tagged.indexOf(":");
  const path = colon === -1 ? tagged : tagged.slice(0, colon);
  const tag = colon === -1 ? undefined : tagged.slice(colon + 1);
  if (!DOMAIN.test(domain) || !path.split("/").every((component) => COMPONENT.test(component))) return INVALID;
  if (tag !== undefined && !TAG.test(tag)) return INVALID;
  if (digest !== undefined && !DIGEST.test(digest)) return INVALID;
  if (path.length > MAX_NAME) return `repository name must not be more than ${MAX_NAME} characters`;
  return digest === undefined ? undefined : digestError(digest);
}

function digestError(digest: string): string | undefined {
  const [algorithm = "", hex = ""] = digest.split(":");
  const length = DIGEST_LENGTHS[algorithm];
  if (length === undefined) return "unsupported digest algorithm";
  if (hex.length !== length) return "invalid checksum digest length";
  return hex === hex.toLowerCase() ? undefined : "invalid checksum digest format";
}

/** The message with which BuildKit rejects a FROM or a COPY --from whose image name is wrong. */
export function stageNameError(name: string): string | undefined {
  const error = imageReferenceError(name);
  return error === undefined ? undefined : `failed to parse stage name ${goQuote(name)}: ${error}`;
}
