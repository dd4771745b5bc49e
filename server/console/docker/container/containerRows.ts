import type { Container } from "#contract/container.ts";
import { commandText } from "#contract/docker/commandText.ts";
import { listedPorts, portsText } from "#contract/docker/containerPorts.ts";
import { containerStatus, stateWord } from "#contract/docker/containerStatus.ts";
import { humanAge } from "#contract/docker/humanDuration.ts";
import { humanSize } from "#contract/docker/humanSize.ts";
import { shortId } from "#contract/names/shortId.ts";
import { goQuote } from "#dockerfile/go/goFormat.ts";
import { ellipsis } from "../../text/ellipsis.ts";
import { utcTime } from "../../text/utcTime.ts";
import type { Listing } from "../listing/printListing.ts";

export interface ContainerRow {
  readonly container: Container;
  /** Its image's name now, or its ID if the name is another's by now. */
  readonly image: string;
  readonly exposed: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Bytes of the image; given for `--size`. */
  readonly imageBytes: number | undefined;
  readonly truncates: boolean;
  readonly now: number;
}

const COMMAND_WIDTH = 20;
const MOUNT_WIDTH = 15;

function sizeText({ container: { writable }, imageBytes }: ContainerRow): string {
  const own = humanSize(writable?.bytes ?? 0);
  return imageBytes === undefined ? own : `${own} (virtual ${humanSize((writable?.bytes ?? 0) + imageBytes)})`;
}

function mountsText({ container: { volumes }, truncates }: ContainerRow): string {
  return volumes.map(({ name }) => (truncates ? ellipsis(name, MOUNT_WIDTH) : name)).join(",");
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(",");
}

export function containerListing({ size }: { readonly size: boolean }): Listing<ContainerRow> {
  return {
    type: "*formatter.ContainerContext",
    table: ["ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names", ...(size ? ["Size"] : [])],
    quiet: "{{.ID}}",
    raw:
      "container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\n" +
      "state: {{.State}}\nstatus: {{.Status}}\nnames: {{.Names}}\nlabels: {{.Labels}}\nports: {{.Ports}}\n" +
      (size ? "size: {{.Size}}\n" : ""),
    label: ({ labels }, name) => labels[name] ?? "",
    columns: {
      ID: {
        header: "CONTAINER ID",
        value: ({ container: { id }, truncates }) => (truncates ? shortId(id) : id),
      },
      Names: { header: "NAMES", value: ({ container }) => container.name },
      Image: { header: "IMAGE", value: ({ image }) => image },
      Command: {
        header: "COMMAND",
        value: ({ container, truncates }) => {
          const text = commandText(container.argv);
          return goQuote(truncates ? ellipsis(text, COMMAND_WIDTH) : text);
        },
      },
      CreatedAt: { header: "CREATED AT", value: ({ container }) => utcTime(container.createdAt) },
      RunningFor: { header: "CREATED", value: ({ container, now }) => humanAge(container.createdAt, now) },
      Ports: { header: "PORTS", value: ({ container, exposed }) => portsText(listedPorts(container, exposed)) },
      State: { header: "STATE", value: ({ container }) => stateWord(container.state) },
      Status: { header: "STATUS", value: ({ container, now }) => containerStatus(container.state, now) },
      Size: { header: "SIZE", value: sizeText },
      Labels: { header: "LABELS", value: ({ labels }) => labelsText(labels) },
      Mounts: { header: "MOUNTS", value: mountsText },
      LocalVolumes: { header: "LOCAL VOLUMES", value: ({ container }) => String(container.volumes.length) },
      Networks: {
        header: "NETWORKS",
        value: ({ container }) => (container.spec.network === "none" ? "none" : "bridge"),
      },
      Platform: { header: "PLATFORM", value: () => "", json: () => null },
    },
  };
}
