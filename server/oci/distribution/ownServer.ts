import { problemError } from "#contract/problemError.ts";
import { isLoopbackHost } from "./loopbackHost.ts";
import { type OwnServer, PASS_HEADER } from "./protocol/ownServer.ts";

export function isOwnServer({ protocol, hostname, port }: URL, own: OwnServer | undefined): boolean {
  return protocol === "http:" && isLoopbackHost(hostname) && own?.port === Number(port || 80);
}

/** Whether a reference's registry is this server. */
export function isOwnRegistry(registry: string, own: OwnServer | undefined): boolean {
  return URL.canParse(`http://${registry}`) && isOwnServer(new URL(`http://${registry}`), own);
}

/** What a request needs if it goes to this server. Throws a ProblemError if it is for no owner. */
export function passFor(url: URL, own: OwnServer | undefined): Readonly<Record<string, string>> {
  if (!isOwnServer(url, own)) return {};
  if (own?.pass !== undefined) return { [PASS_HEADER]: own.pass };
  throw problemError("registry/not-found", `${url.host} is Strata itself, and none of your images has this name.`, {
    next: "Build or tag an image with this name first.",
  });
}
