/** What file systems do not take, where a path would end, and what hides text or turns it around. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
const NOT_PORTABLE = /[^A-Za-z0-9._-]+/g;
/** Left as they are by `encodeURIComponent`, and not allowed in a value of RFC 8187. */
const SIGNS = /['()*]/g;

/** The header that lets a browser store a file under a name of any language (RFC 6266), and older ones under one of ASCII. */
export function attachment(fileName: string): string {
  const portable = fileName.replace(NOT_PORTABLE, "-");
  const named = fileName.replace(UNSAFE, "-");
  const whole = named === portable ? "" : `; filename*=UTF-8''${encoded(named)}`;
  return `attachment; filename="${portable}"${whole}`;
}

/** The last part of a path, as the name of a file. */
export function nameAtEnd(path: string, extension = ""): string {
  return `${path.split("/").findLast((part) => part !== "") ?? "root"}${extension}`;
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(SIGNS, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
