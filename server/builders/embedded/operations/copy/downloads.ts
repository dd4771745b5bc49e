import { lookup as dnsLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isIPv4 } from "node:net";
import { problemError } from "#server/images/problemError.ts";
import type { EgressPolicy } from "../../network/egressPolicy.ts";
import { parseIpv4 } from "../../network/ipv4Address.ts";

/** What ADD may download: the same addresses as a RUN may reach. */
export interface Downloads {
  readonly allowed: boolean;
  /** Why not, where `allowed` is false. */
  readonly reason: string;
  readonly maxBytes: number;
  /** Resolves a name to addresses that may be reached; others are an error. */
  readonly lookup: LookupFunction;
  /** Refuses a URL whose host is an address that may not be reached. Throws a ProblemError. */
  check(url: URL): void;
}

export const NO_DOWNLOADS: Downloads = {
  allowed: false,
  reason: "builds have no network here",
  maxBytes: 0,
  lookup: (_name, _options, done) => done(new Error("builds have no network here"), ""),
  check: () => undefined,
};

function refusal(policy: EgressPolicy, address: string, port: number): string | undefined {
  const number = isIPv4(address) ? parseIpv4(address) : undefined;
  if (number === undefined) return `${address} is not an IPv4 address`;
  const verdict = policy.check(number, port);
  return verdict.allowed ? undefined : verdict.reason;
}

/** Downloads through the operator's policy; without one (network `host`), everything. */
export function openDownloads(policy: EgressPolicy | undefined, maxBytes: number): Downloads {
  const portless = 443;
  return {
    allowed: true,
    reason: "",
    maxBytes,
    lookup(name, options, done) {
      dnsLookup(name, { ...options, all: true, family: policy === undefined ? 0 : 4 }, (error, addresses) => {
        if (error !== null) return done(error, "");
        const open = addresses.filter(({ address }) => policy === undefined || !refusal(policy, address, portless));
        const [first] = open;
        if (first === undefined) return done(new Error(`${name} is not an address that builds may reach`), "");
        if (options.all === true) done(null, open);
        else done(null, first.address, first.family);
      });
    },
    check(url) {
      const host = url.hostname.replace(/^\[|\]$/g, "");
      if (policy === undefined || !/^[\d.]+$|:/.test(host)) return;
      const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
      const why = refusal(policy, host, port);
      if (why !== undefined) throw problemError("build/source-missing", `failed to load ${url.href}: ${why}`);
    },
  };
}
