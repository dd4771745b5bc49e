/** Where a check is explained by who made it; of BuildKit's by the name of its page. */
export const checkPage = {
  buildkit: (page: string) => `https://docs.docker.com/go/dockerfile/rule/${page}/`,
  hadolint: (code: string) => `https://github.com/hadolint/hadolint/wiki/${code}`,
  shellcheck: (code: string) => `https://www.shellcheck.net/wiki/${code}`,
} as const;
