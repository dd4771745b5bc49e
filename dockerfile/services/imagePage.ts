import { parseReference } from "#contract/names/reference.ts";

/** Pages of registries that show a repository to a person. Others have none, or none that follows from the name. */
const PAGES: Readonly<Record<string, (repository: string) => string>> = {
  "docker.io": hubPage,
  "registry-1.docker.io": hubPage,
  "quay.io": (repository) => `https://quay.io/repository/${repository}`,
  "ghcr.io": (repository) => `https://ghcr.io/${repository}`,
  "mcr.microsoft.com": (repository) => `https://mcr.microsoft.com/artifact/mar/${repository}`,
  "public.ecr.aws": (repository) => `https://gallery.ecr.aws/${repository}`,
};

function hubPage(repository: string): string {
  const official = repository.startsWith("library/") ? repository.slice("library/".length) : repository;
  return official.includes("/") ? `https://hub.docker.com/r/${official}` : `https://hub.docker.com/_/${official}`;
}

/** The page of an image's repository, by its reference; undefined where its registry is not known to have one. */
export function imagePage(reference: string): string | undefined {
  const parsed = parseReference(reference);
  if (!parsed.ok) return undefined;
  const { registry, repository } = parsed.reference;
  return Object.hasOwn(PAGES, registry) ? PAGES[registry]?.(repository) : undefined;
}
