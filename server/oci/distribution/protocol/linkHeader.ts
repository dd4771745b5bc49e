/** The target of `Link: <…>; rel="next"` (RFC 8288); undefined if there is none. */
export function nextTarget(header: string): string | undefined {
  return /<([^<>]*)>\s*;[^,<]*\brel\s*=\s*"?next\b/i.exec(header)?.[1];
}

export function nextLink(target: string): string {
  return `<${target}>; rel="next"`;
}
