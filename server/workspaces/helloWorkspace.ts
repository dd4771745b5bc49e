import type { WorkspaceContent } from "#contract/workspace.ts";

const DOCKERFILE = `FROM busybox:1.35

WORKDIR /app
COPY hello.sh .
RUN chmod +x hello.sh && ./hello.sh > greeting.txt

CMD ["cat", "/app/greeting.txt"]
`;

const HELLO = `#!/bin/sh
echo "Hello from $(uname -m), built at $(date)"
`;

function textFile(path: string, text: string): WorkspaceContent["files"][number] {
  return { path, kind: "text", mode: 0o644, text, size: Buffer.byteLength(text) };
}

/** What a new workspace starts with: builds without a network, on the image that comes with Strata. */
export function helloWorkspace(): WorkspaceContent {
  return {
    name: "hello",
    files: [textFile("Dockerfile", DOCKERFILE), textFile("hello.sh", HELLO)],
    settings: { dockerfile: "Dockerfile", tag: "hello", target: "", buildArgs: [], platform: "" },
  };
}
