import { imageReferenceError } from "../../stages/imageReference.ts";

/** Pages of registries that show a repository to a person. Others have none, or none that follows from the name. */
const PAGES: Readonly<Record<string, (repository: string) => string>> = {
  "docker.io": hubPage,
  "index.docker.io": hubPage,
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

/** The page of an image's repository, by its reference; undefined if its registry is not known to have one. */
export function imagePage(reference: string): string | undefined {
  if (imageReferenceError(reference) !== undefined) return undefined;
  const named = reference.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
  const slash = named.indexOf("/");
  const head = named.slice(0, slash);
  const hasRegistry = slash !== -1 && (/[.:]/.test(head) || head === "localhost");
  const page = hasRegistry ? (Object.hasOwn(PAGES, head) ? PAGES[head] : undefined) : hubPage;
  return page?.(hasRegistry ? named.slice(slash + 1) : named);
}
