export const messages = {
  title: "Commands for this view",
  intro: "The same in a terminal:",
  tools: {
    docker: "Docker",
    crane: "crane, which reads a registry: push the image first",
    skopeo: "skopeo, which reads what docker load has loaded",
  },
  copy: (command: string) => `Copy ${command}`,
  run: (command: string) => `Run ${command} in the console`,
  copied: "Command copied.",
} as const;
