const REFERENCE = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/**
 * What Go's `Regexp.ReplaceAllString` makes of a replacement: `$0` is the match, `$$` a dollar sign, any other `$name` nothing,
 * as shell patterns have no groups. BuildKit replaces all with it, and so variables may bring such signs in.
 */
export function expandGoTemplate(template: string, match: string): string {
  return template.replace(REFERENCE, (whole, braced: string | undefined, plain: string | undefined) => {
    if (whole === "$$") return "$";
    return (braced ?? plain) === "0" ? match : "";
  });
}
