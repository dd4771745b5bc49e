/**
 * A Dockerfile as large ones are: every instruction, several stages, RUNs of many lines, heredocs, comments, JSON forms,
 * variables, and findings here and there. The same number of lines gives the same text.
 */
export function mixedDockerfile(lineCount: number): string {
  const lines = [...HEAD];
  for (let stage = 0; lines.length < lineCount; stage++) lines.push(...stageLines(stage));
  return `${wholeStatements(lines, lineCount).join("\n")}\n`;
}

/** A RUN whose script is one heredoc of so many lines. */
export function longHeredoc(lineCount: number): string {
  const body = Array.from({ length: lineCount }, (_, index) => SCRIPT[index % SCRIPT.length] ?? "");
  // A block that was cut would never end.
  while (body.length % SCRIPT.length !== 0) body.pop();
  while (body.length < lineCount) body.push("echo done");
  return ["FROM debian:bookworm-slim", "RUN <<EOF", ...body, "EOF", ""].join("\n");
}

const HEAD: readonly string[] = [
  "# syntax=docker/dockerfile:1",
  "",
  "ARG DEBIAN=bookworm-slim",
  "ARG NODE_VERSION=22.4.0",
  "",
];

/** The stages differ in their words, so that no cache of texts helps more than it would in a file that a person wrote. */
function stageLines(stage: number): readonly string[] {
  const name = `part${stage}`;
  const bases = ["debian:${DEBIAN}", "--platform=$BUILDPLATFORM node:${NODE_VERSION}-slim", `part${stage - 1}`];
  return `
# ---- ${name}: what it is for, in a line or two
# and who asked for it
FROM ${bases[stage % 3]} AS ${name}
ARG TARGETARCH
ARG VERSION_${stage}="1.${stage}.0" MIRROR=https://example.org/pool
ENV APP_HOME=/srv/${name} \\
    LANG=C.UTF-8 \\
    PATH="/srv/${name}/bin:\${PATH}"
LABEL org.opencontainers.image.title="${name}" \\
      org.opencontainers.image.version="\${VERSION_${stage}}"
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR \${APP_HOME}
RUN set -eux; \\
    apt-get update && \\
    apt-get install -y --no-install-recommends \\
        build-essential=12.9 \\
        ca-certificates=20230311 \\
        # needed by the tests of ${name}
        curl=7.88.1-10 \\
        git \\
        "libssl-dev=\${SSL_VERSION:-3.0.${stage}}" && \\
    apt-get clean && \\
    rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.npm,id=npm-${stage} \\
    --mount=type=bind,source=package.json,target=package.json \\
    if [ "$TARGETARCH" = "arm64" ]; then \\
      npm ci --omit=dev --foreground-scripts; \\
    else \\
      npm ci --no-audit 2>&1 | tee /tmp/npm-${stage}.log; \\
    fi
COPY --chown=app:app --link package.json package-lock.json ./
COPY ["src dir/${stage}", "./src/"]
COPY --from=busybox:1.36 /bin/busybox /usr/local/bin/tool-${stage}
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d \\
    https://example.org/dl/${name}.tar.gz /opt/
RUN <<EOF
#!/bin/bash
set -euo pipefail
for package in alpha beta gamma-${stage}; do
  # fetch each of them, quietly
  curl -fsSL "\${MIRROR}/\${package}-\${VERSION_${stage}}.tar.gz" -o "/tmp/\${package}.tgz"
  if ! tar -C /opt -xzf "/tmp/\${package}.tgz"; then
    echo "could not unpack \${package}" >&2
    exit 1
  fi
done
EOF
COPY <<'CONF' /etc/${name}.conf
[server]
listen = 80${stage % 90}
root = /srv/${name}
CONF
RUN cd /opt/alpha && ./configure --prefix=/usr CFLAGS="-O2 -g" && make -j"$(nproc)" && make install
RUN groupadd -r app && useradd --no-log-init -r -g app app \\
    && mkdir -p "$APP_HOME/data" && chown -R app:app "$APP_HOME"
RUN pip install requests==2.${stage}.0 flask
RUN wget -qO- https://example.org/key-${stage}.asc | gpg --dearmor > /etc/apt/keyrings/${name}.gpg
RUN ["/usr/bin/env", "true"]
ONBUILD RUN npm prune --omit=dev && rm -rf ~/.npm
VOLUME ["/srv/${name}/data"]
EXPOSE 80${stage % 90}/tcp 8443
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD curl -f http://localhost:80${stage % 90}/health || exit 1
${stage % 7 === 6 ? "MAINTAINER team@example.org" : "USER app"}
ENTRYPOINT ["/usr/bin/tini", "--"]
${stage % 4 === 3 ? "CMD node $APP_HOME/index.js" : 'CMD ["node", "index.js"]'}
`
    .slice(1)
    .split("\n");
}

/** As many lines as asked for: statements that a cut would part are left out, comments stand for them. */
function wholeStatements(lines: readonly string[], count: number): readonly string[] {
  let end = count;
  while (end > 0 && !lines[end - 1]?.startsWith("STOPSIGNAL ")) end--;
  const rest = Array.from({ length: count - end }, (_, index) => `# line ${end + index + 1}`);
  return [...lines.slice(0, end), ...rest];
}

const SCRIPT: readonly string[] = [
  'for file in /etc/*.conf "/opt/my files"/*; do',
  '  if [ -f "$file" ] && grep -q "needle" "$file"; then',
  "    sed -i -e 's/one/two/g' \"${file}\"",
  '    echo "changed $(basename "$file")" | tee -a /var/log/changes.log',
  "  fi",
  "done",
  "apt-get update && apt-get install -y --no-install-recommends curl=7.88 jq=1.6",
  'curl -fsSL "https://example.org/${NAME:-tool}.tgz" | tar -xz -C /usr/local # fetched',
  "case $(uname -m) in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac",
  'echo "ready: $arch" > /ready',
];
