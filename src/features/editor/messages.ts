export const messages = {
  editor: "Editor",
  back: (path: string) => `Back to ${path}`,
  loadFailed: "Could not load the full editor. You can still edit the text.",
  tryAgain: "Try again",
  noDockerfile: (path: string) => `${path} not found`,
  noDockerfileDetail: "Every build starts from a Dockerfile. Create one, or open an example.",
  create: (path: string) => `Create ${path}`,
  blob: (size: string, bytes: string, mode: string) =>
    `${size} (${bytes}), mode ${mode}. Binary, or too long to edit. Builds copy it as is.`,
  fixAll: "Fix all safe findings",
  command: (label: string) => `Strata: ${label}`,
  fixAllOf: (code: string) => `Fix all ${code} in this file`,
  notRenamable: "Only stages, variables, and heredocs named in this file can be renamed.",
  loading: "Loading…",
  readOnly: "This is another person's page: you can read it.",
} as const;
