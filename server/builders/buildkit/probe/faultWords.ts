import type { ConnectionFault } from "./connectionFault.ts";

/** What follows the name of a builder and its address. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOTFOUND: "is not found by that name: correct its address.",
  EAI_AGAIN: "is not found by that name: correct its address, or check this machine's DNS.",
  EACCES: "can't be opened by this server's user: give that user access to the socket.",
  ETIMEDOUT: "does not answer: start it, correct its address, or let this server through to it.",
  WANTS_TLS: "wants TLS: name its certificates under tls.",
  NO_TLS: "does not use TLS: start it with its certificates, or remove tls.",
  WRONG_CA: "shows a certificate that the CA in tls.ca did not sign: name the right CA there.",
  CERT_HAS_EXPIRED: "shows a certificate that has expired: renew it.",
  CERT_NOT_YET_VALID: "shows a certificate that is not valid yet: check the clocks of both machines.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "shows a certificate for another name: set tls.serverName to a name in it, or renew it for this address.",
  REFUSED_CLIENT: "does not accept the certificate in tls.cert: use one that its CA has signed.",
};

/** Codes that mean the same. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_SIGNATURE_FAILURE|CERT_UNTRUSTED/, "WRONG_CA"],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH|EPROTO/, "NO_TLS"],
];

/** A sentence of what is wrong and what to do; undefined if it is nothing of its own. */
export function faultSentence(who: string, { code, file }: ConnectionFault): string | undefined {
  if (code === "EXPIRED_FILE") return `The certificate in tls.${file} has expired: renew it.`;
  if (code === "ERR_OSSL_X509_KEY_VALUES_MISMATCH") {
    return "The key in tls.key does not belong to the certificate in tls.cert: name those that were made together.";
  }
  if (file !== undefined) return fileSentence(code, file);
  const known = SAME.find(([pattern]) => pattern.test(code))?.[1] ?? code;
  const words = FAULTS[known];
  return words === undefined ? undefined : `${who} ${words}`;
}

function fileSentence(code: string, file: NonNullable<ConnectionFault["file"]>): string {
  if (code === "ENOENT") return `The file that tls.${file} names does not exist: correct its path.`;
  if (code === "EACCES") return `The file that tls.${file} names can't be read: give this server's user access to it.`;
  const what = file === "key" ? "a private key" : "a certificate";
  return `The file that tls.${file} names is not ${what} in PEM format: name another one.`;
}
