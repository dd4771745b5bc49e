import type { NamedBuilder } from "../settings/builderSettings.ts";

type Named = Pick<NamedBuilder, "driver">;

const REASONS: readonly (readonly [NamedBuilder["driver"], RegExp, string])[] = [
  [
    "kubernetes",
    /no configuration has been provided|cannot determine Kubernetes namespace/,
    "There is no kubeconfig: name one in KUBECONFIG for this server, or run it in the cluster.",
  ],
  [
    "kubernetes",
    /no such host|connection refused|i\/o timeout|deadline exceeded/,
    "The cluster does not answer: start it, or correct its address in the kubeconfig.",
  ],
  [
    "kubernetes",
    /forbidden|unauthorized/i,
    "The cluster refuses: let the kubeconfig's user make deployments and run commands in pods.",
  ],
  [
    "docker-container",
    /pull|registry|manifest|not found|no such host|Get "https?:|timeout|deadline/i,
    "The engine can't get BuildKit's image: let it reach Docker Hub, or name an image of its own under container.",
  ],
];

/** Why a builder that buildx itself starts is not there, and what to do, from buildx's last line. */
export function startReason({ driver }: Named, said: string): string {
  const known = REASONS.find(([of, pattern]) => of === driver && pattern.test(said));
  return (
    known?.[2] ?? `BuildKit could not be started: ${said === "" ? "it does not say why" : said.replace(/\.$/, "")}.`
  );
}
