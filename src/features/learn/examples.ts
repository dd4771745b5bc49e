/** The examples in menu order. Each is a folder in `/examples` that also builds with `docker build`. */
export const EXAMPLES = [
  { id: "hello-world", title: "Hello, layers", detail: "FROM, RUN, COPY, and CMD" },
  { id: "layers-and-waste", title: "Layers and waste", detail: "Why deleting files doesn't shrink an image" },
  { id: "cache-order", title: "Cache order", detail: "Put what rarely changes first" },
  { id: "multi-stage", title: "Multi-stage build", detail: "Leave the build tools behind" },
  { id: "args-and-env", title: "Arguments and environment", detail: "ARG, ENV, and variables" },
  { id: "copy-and-ignore", title: "Copying files", detail: "COPY flags and .dockerignore" },
  { id: "heredocs", title: "Heredocs", detail: "Scripts and files inside the Dockerfile" },
  { id: "users-and-permissions", title: "Users and permissions", detail: "USER, --chown, and --chmod" },
  { id: "entrypoint", title: "Starting a container", detail: "ENTRYPOINT, CMD, HEALTHCHECK, VOLUME" },
  { id: "onbuild", title: "ONBUILD", detail: "Instructions for images built on this one" },
  { id: "checks", title: "Find the mistakes", detail: "A Dockerfile the checks can improve" },
] as const;

export type Example = (typeof EXAMPLES)[number];
