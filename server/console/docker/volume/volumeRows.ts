import type { Volume } from "#contract/container.ts";
import { humanSize } from "#contract/docker/humanSize.ts";
import type { Listing } from "../listing/printListing.ts";

function labelsText({ labels }: Volume): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(",");
}

const NONE = "N/A";

export const volumeListing: Listing<Volume> = {
  type: "*formatter.volumeContext",
  table: ["Driver", "Name"],
  quiet: "{{.Name}}",
  raw: "name: {{.Name}}\ndriver: {{.Driver}}\n",
  label: ({ labels }, name) => labels[name] ?? "",
  columns: {
    Availability: { header: "AVAILABILITY", value: () => NONE },
    Driver: { header: "DRIVER", value: () => "local" },
    Group: { header: "GROUP", value: () => NONE },
    Labels: { header: "LABELS", value: labelsText },
    Links: { header: "LINKS", value: ({ containers }) => String(containers.length) },
    Mountpoint: { header: "MOUNTPOINT", value: () => "" },
    Name: { header: "VOLUME NAME", value: ({ name }) => name },
    Scope: { header: "SCOPE", value: () => "local" },
    Size: { header: "SIZE", value: ({ bytes }) => (bytes === undefined ? NONE : humanSize(bytes)) },
    Status: { header: "STATUS", value: () => NONE },
  },
};
