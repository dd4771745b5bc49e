import type { AllowRule } from "./egressPolicy.ts";
import { type Ipv4Range, parseRange } from "./ipv4Address.ts";

/** One entry of the operator's list: a range or a name, optionally with a port. */
export type AllowEntry =
  | { readonly kind: "range"; readonly range: Ipv4Range; readonly port?: number }
  | { readonly kind: "host"; readonly host: string; readonly port?: number };

const HOST = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/** `10.0.0.0/8`, `10.1.2.3`, `10.1.2.3:5000`, `mirror.local`, `mirror.local:5000`; undefined for anything else. */
export function parseAllowEntry(text: string): AllowEntry | undefined {
  const [, target = "", portText] = /^(.*?)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  const port = portText === undefined ? undefined : Number(portText);
  if (port !== undefined && (port < 1 || port > 65535)) return undefined;
  const withPort = port === undefined ? {} : { port };
  const range = parseRange(target);
  if (range) return { kind: "range", range, ...withPort };
  const isName = HOST.test(target) && !/^[\d.]+$/.test(target);
  return isName ? { kind: "host", host: target.toLowerCase(), ...withPort } : undefined;
}

/** The same. Throws a TypeError with a sentence for the operator. */
export function requireAllowEntry(text: string): AllowEntry {
  const entry = parseAllowEntry(text);
  if (entry !== undefined) return entry;
  const examples = "10.0.0.0/8, 10.1.2.3:5000 or mirror.local:5000";
  throw new TypeError(`${JSON.stringify(text)} is not a CIDR range, an address, or a host name, such as ${examples}`);
}

/** Resolves names with `lookup` (IPv4 addresses of a name as ranges); a name without addresses allows nothing. */
export async function resolveAllowList(
  entries: readonly AllowEntry[],
  lookup: (host: string) => Promise<readonly Ipv4Range[]>,
): Promise<AllowRule[]> {
  const rules = await Promise.all(
    entries.map(async (entry): Promise<AllowRule[]> => {
      const port = entry.port === undefined ? {} : { port: entry.port };
      const ranges = entry.kind === "range" ? [entry.range] : await lookup(entry.host);
      return ranges.map((range) => ({ range, ...port }));
    }),
  );
  return rules.flat();
}
