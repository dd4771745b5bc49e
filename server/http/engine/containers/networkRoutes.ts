import type { Container } from "#contract/container.ts";
import { flagFilter, matchesAny, matchesLabels } from "#contract/docker/filters.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson } from "../base/engineReply.ts";
import { filtersOf } from "../base/filters.ts";

/** The networks a container can have, and Docker's driver for each. */
const NETWORKS = [
  { name: "bridge", driver: "bridge" },
  { name: "none", driver: "null" },
] as const;

type Network = (typeof NETWORKS)[number];

const FILTERS = ["driver", "id", "label", "name", "scope", "type", "dangling"];

/** `docker network`, as far as there is something to tell. */
export function networkRoutes({ containers }: Engine): Routes {
  const running = () => containers.list(OPERATOR).filter(({ state }) => state.phase === "running");
  const refuse = () => {
    throw new EngineError(403, "Strata has no networks of its own to make: each container has one to itself.");
  };
  return {
    "GET /networks": (call) => {
      const filters = filtersOf(call, FILTERS);
      const dangling = flagFilter(filters, "dangling");
      const listed = NETWORKS.filter(
        (network) =>
          matchesAny(filters, "name", (value) => network.name.includes(value)) &&
          matchesAny(filters, "id", (value) => idOf(network).startsWith(value)) &&
          matchesAny(filters, "driver", (value) => value === network.driver) &&
          matchesAny(filters, "scope", (value) => value === "local") &&
          matchesAny(filters, "type", (value) => value === "builtin") &&
          dangling !== true &&
          matchesLabels(filters, {}),
      );
      sendJson(
        call,
        listed.map((network) => describe(network, [])),
      );
    },

    "GET /networks/:id": (call) => {
      const wanted = param(call, "id");
      const found = NETWORKS.find((network) => network.name === wanted || idOf(network).startsWith(wanted));
      if (found === undefined) throw new EngineError(404, `network ${wanted} not found`);
      sendJson(
        call,
        describe(
          found,
          running().filter(({ spec }) => (spec.network === "none") === (found.name === "none")),
        ),
      );
    },

    "POST /networks/create": refuse,
    "POST /networks/:id/connect": refuse,
    "POST /networks/:id/disconnect": refuse,
    "POST /networks/prune": (call) => sendJson(call, { NetworksDeleted: null }),
    "DELETE /networks/:id": (call) => {
      const name = param(call, "id");
      if (!NETWORKS.some((network) => network.name === name)) throw new EngineError(404, `network ${name} not found`);
      throw new EngineError(403, `${name} is a pre-defined network and cannot be removed`);
    },
  };
}

/** The same at every start. */
function idOf({ name }: Network): string {
  return digestOf(Buffer.from(`network ${name}`)).slice("sha256:".length);
}

function describe(network: Network, containers: readonly Container[]): Record<string, unknown> {
  return {
    Name: network.name,
    Id: idOf(network),
    Created: "0001-01-01T00:00:00Z",
    Scope: "local",
    Driver: network.driver,
    EnableIPv4: network.name === "bridge",
    EnableIPv6: false,
    IPAM: { Driver: "default", Options: null, Config: [] },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: "" },
    ConfigOnly: false,
    Containers: Object.fromEntries(
      containers.map(({ id, name }) => [
        id,
        { Name: name, EndpointID: "", MacAddress: "", IPv4Address: "", IPv6Address: "" },
      ]),
    ),
    Options: {},
    Labels: {},
  };
}
