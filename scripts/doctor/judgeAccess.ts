import { type Config, hasRooms } from "../../server/config.ts";
import { isLoopback } from "../../server/http/access/security.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

const CLASS =
  "For a class on other machines, set HOST=0.0.0.0, STRATA_ROOMS=yes, and STRATA_TEACHER_WORD to a word of yours.";

/** `refusal` is what the server would say, if it can't listen. */
export function judgePort({ port }: Pick<Config, "port">, refusal: string | undefined): Finding {
  return refusal === undefined ? ok("Port", `${port} is free`) : problem("Port", refusal);
}

/** `addresses` are those of this machine that others may reach. */
export function judgeAddress(
  config: Pick<Config, "host" | "port" | "rooms" | "teacherWord">,
  addresses: readonly string[],
): Finding {
  if (isLoopback(config.host)) return warning("Address", "only this machine can open the page", CLASS);
  if (!hasRooms(config)) return warning("Address", "other machines can open the page, but there are no rooms", CLASS);
  const isAny = config.host === "0.0.0.0" || config.host === "::";
  const urls = (isAny ? addresses : [config.host]).map((address) => `http://${address}:${config.port}/join`);
  if (urls.length === 0) return warning("Address", "this machine has no network", "Join the network of the class.");
  const who = config.teacherWord === undefined ? "; only a browser on this machine can open rooms" : "";
  return ok("Address", `learners open ${urls.join(" or ")}${who}`);
}

export interface Network {
  /** Registries that were asked: mirrors first. */
  readonly asked: readonly string[];
  /** Why none answered. */
  readonly refusal?: string;
}

/** `images` need no network. Undefined if nobody was to be asked. */
export function judgeNetwork(network: Network | undefined, images: readonly string[]): readonly Finding[] {
  const atHand = ok("Images", `without a network: ${images.join(", ")}`);
  if (network === undefined) return [atHand];
  const { asked, refusal } = network;
  if (refusal === undefined) return [ok("Registry", `${asked.join(", ")} answers`), atHand];
  const fix =
    "Only the images below can be used. Connect to a network, set STRATA_REGISTRY_MIRROR, or pack the images that the class needs.";
  return [warning("Registry", refusal, fix), atHand];
}
