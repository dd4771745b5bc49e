/** Where a lesson's words for the machine and its ports lead here. */
const HOST = "localhost";

const KATACODA =
  /https?:\/\/(?:[\w.-]{0,100}\.)?\[\[HOST_?\d?_?SUBDOMAIN\]\]-(\d{1,5})-\[\[KATACODA_HOST\]\]\.(?:environments\.katacoda\.com|\[\[KATACODA_DOMAIN\]\])/g;
const BARE =
  /(?:[\w.-]{0,100}\.)?\[\[HOST_?\d?_?SUBDOMAIN\]\]-(\d{1,5})-\[\[KATACODA_HOST\]\]\.(?:environments\.katacoda\.com|\[\[KATACODA_DOMAIN\]\])/g;
const KILLERCODA = /(?:https?:\/\/)?\{\{TRAFFIC_HOST(\d)_(\d{1,5})\}\}/g;
const ADDRESS = /\[\[HOST(\d?)_IP\]\]/g;

/** Replaces the words for addresses by the addresses that published ports have. */
export function withPlaces(text: string, onHost: (host: number) => void): string {
  if (!text.includes("[[") && !text.includes("{{TRAFFIC_")) return text;
  return text
    .replace(KATACODA, (_, port: string) => `http://${HOST}:${port}`)
    .replace(BARE, (_, port: string) => `${HOST}:${port}`)
    .replace(KILLERCODA, (_, host: string, port: string) => {
      onHost(Number(host));
      return `http://${HOST}:${port}`;
    })
    .replace(ADDRESS, (_, host: string) => {
      onHost(host === "" ? 1 : Number(host));
      return HOST;
    });
}

/** The port and path of an address on the machine itself. */
export function portOf(url: string): { port: number; path: string } | undefined {
  const found = /^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::(\d{1,5}))?((?:[/?#].*)?)$/i.exec(url);
  if (found === null) return undefined;
  const [, digits = "80", path = ""] = found;
  const port = Number(digits);
  if (port < 1 || port > 65_535) return undefined;
  return { port, path: path.startsWith("/") ? path : `/${path}` };
}

/** An address of a port in a text. */
export const PORT_ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):\d{1,5}(?:\/[^\s<>"'`)\]]{0,500})?/g;
