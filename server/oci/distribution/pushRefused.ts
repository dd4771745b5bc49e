import { problemError } from "#contract/problemError.ts";
import { ConnectionError } from "./httpRequest.ts";
import type { RegistryClient, RegistryResponse } from "./registryClient.ts";
import { refusalOf } from "./registryRefusal.ts";

/** The error for an unexpected response to a push; `what` was sent, such as "a layer". A server's failure may pass. */
export async function pushRefused(client: RegistryClient, response: RegistryResponse, what: string): Promise<Error> {
  const { endpoint, repository } = client;
  const { status } = response;
  const said = await refusalOf(response);
  if (status >= 500 || status === 429) {
    return new ConnectionError(
      endpoint.name,
      `it responded with status ${status}${said === undefined ? "" : ` (${said})`}`,
    );
  }
  const why = said === undefined ? `It responded with status ${status}.` : `It said: ${said}.`;
  if (status === 401 || status === 403) {
    return problemError("registry/unauthorized", `${endpoint.name} denied access to ${repository}. ${why}`, {
      next: `Log in to ${endpoint.name} with an account that may push to ${repository}, or tag the image with another name.`,
    });
  }
  if (status === 413)
    return problemError("registry/too-large", `${endpoint.name} rejected ${what} as too large. ${why}`);
  return problemError("registry/invalid", `${endpoint.name} rejected ${what}. ${why}`);
}
