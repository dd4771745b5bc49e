import { lookup as dnsLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isIPv4 } from "node:net";
import type { ScratchFolder } from "#server/rootfs/snapshotStore.ts";
import type { EgressPolicy } from "#server/sandbox/egress/egressPolicy.ts";
import { portOf } from "#server/sandbox/egress/followRedirects.ts";
import { parseIpv4 } from "#server/sandbox/egress/ipv4Address.ts";

/** What ADD may download: the same addresses that a RUN can reach. */
export interface Downloads {
  readonly allowed: boolean;
  /** Why it is not allowed, if `allowed` is false. */
  readonly reason: string;
  readonly maxBytes: number;
  /** Longest time of one git command, seconds. */
  readonly maxSeconds: number;
  /** Resolves names to addresses that may be reached at this port; fails for others. */
  lookup(port: number): LookupFunction;
  /** Why a URL whose host is an address is not allowed; undefined if it is, or if the host is a name. */
  refusal(url: URL): string | undefined;
  /** The socket of the SSH agent that git may use. */
  readonly sshAgent?: string | undefined;
  /** The folder into which a repository is checked out. */
  newFolder(): ScratchFolder;
}

const NONE = "builds have no network here";

export const NO_DOWNLOADS: Downloads = {
  allowed: false,
  reason: NONE,
  maxBytes: 0,
  maxSeconds: 0,
  lookup: () => (_name, _options, done) => done(new Error(NONE), ""),
  refusal: () => NONE,
  newFolder: () => {
    throw new Error(NONE);
  },
};

function refusal(policy: EgressPolicy, address: string, port: number): string | undefined {
  const number = isIPv4(address) ? parseIpv4(address) : undefined;
  if (number === undefined) return `${address} is not an IPv4 address`;
  const verdict = policy.check(number, port);
  return verdict.allowed ? undefined : verdict.reason;
}

/** Resolves with the machine's resolver and drops what the policy rejects. */
function lookupThrough(policy: EgressPolicy | undefined, port: number): LookupFunction {
  return (name, options, done) => {
    dnsLookup(name, { ...options, all: true, family: policy === undefined ? 0 : 4 }, (error, addresses) => {
      if (error !== null) return done(error, "");
      const open = addresses.filter(({ address }) => policy === undefined || !refusal(policy, address, port));
      const [first] = open;
      if (first === undefined) return done(new Error(`${name} is not an address that builds may reach`), "");
      if (options.all === true) done(null, open);
      else done(null, first.address, first.family);
    });
  };
}

/** Downloads within the operator's policy; without one (network `host`), everything is allowed. */
export function openDownloads(
  policy: EgressPolicy | undefined,
  settings: Pick<Downloads, "maxBytes" | "maxSeconds" | "newFolder" | "sshAgent">,
): Downloads {
  return {
    allowed: true,
    reason: "",
    ...settings,
    lookup: (port) => lookupThrough(policy, port),
    refusal(url) {
      const host = url.hostname.replace(/^\[|\]$/g, "");
      if (policy === undefined || !/^[\d.]+$|:/.test(host)) return undefined;
      return refusal(policy, host, portOf(url));
    },
  };
}
