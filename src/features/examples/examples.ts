/** The examples in the order of the menu. Each is a folder of `/examples`, buildable as it is with `docker build`. */
export const EXAMPLES = [
  { id: "hello-world", title: "Hello, layers", detail: "FROM, RUN, COPY and CMD" },
  { id: "layers-and-waste", title: "Layers and waste", detail: "Why deleting makes no image smaller" },
  { id: "cache-order", title: "Order for the cache", detail: "What changes seldom comes first" },
  { id: "multi-stage", title: "Several stages", detail: "Leave the tools behind" },
  { id: "args-and-env", title: "Arguments and environment", detail: "ARG, ENV and variables" },
  { id: "copy-and-ignore", title: "Copying files", detail: "COPY's flags and .dockerignore" },
  { id: "heredocs", title: "Heredocs", detail: "Scripts and files in the Dockerfile" },
  { id: "users-and-permissions", title: "Users and permissions", detail: "USER, --chown and --chmod" },
  { id: "entrypoint", title: "Starting a container", detail: "ENTRYPOINT, CMD, HEALTHCHECK, VOLUME" },
  { id: "onbuild", title: "ONBUILD", detail: "Instructions for those who build on it" },
  { id: "checks", title: "Find the mistakes", detail: "A Dockerfile that the checks improve" },
] as const;

export type Example = (typeof EXAMPLES)[number];
