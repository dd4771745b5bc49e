export const messages = {
  notText: (path: string) => `${path} is not a text file.`,
  notTextNext: "Choose a text file as the Dockerfile, or create a new one.",
  noDockerfile: (path: string) => `The workspace has no file named ${path}.`,
  notOpened: (reason: string) => `Could not open the build. ${reason}`,
  noDockerfileNext: "Create it, or open an example.",
} as const;
