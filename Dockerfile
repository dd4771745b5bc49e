# Strata's own image; docs/deploying.md says how to run it.
#
#   docker build --tag strata .
#
# Behind a proxy with a certificate authority of its own, add --secret id=ca,src=ca.pem.
ARG BASE=debian:bookworm-slim
ARG DOCKER_CLI=docker:28-cli

# The page and the server's files, which are the same on every platform.
FROM --platform=$BUILDPLATFORM $BASE AS app
ARG NPM_VERSION=10.9.4
ARG NPM_SHA256=4bfba8a0c823024d1926ec9d97a37a00eb60fd2adf44b3d34a686fc32e8f51e4
ARG NPM_CONFIG_REGISTRY=https://registry.npmjs.org
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked <<SH
set -eu
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update -qq
apt-get install -qq --no-install-recommends ca-certificates curl
SH
RUN --mount=type=secret,id=ca,target=/run/ca.pem <<SH
set -eu
if [ -s /run/ca.pem ]; then set -- --cacert /run/ca.pem; fi
curl -fsSL --retry 3 "$@" -o /tmp/npm.tgz "$NPM_CONFIG_REGISTRY/npm/-/npm-$NPM_VERSION.tgz"
echo "$NPM_SHA256  /tmp/npm.tgz" | sha256sum --check --quiet
mkdir /opt/npm
tar -xzf /tmp/npm.tgz -C /opt/npm --strip-components=1
rm /tmp/npm.tgz
ln -s /opt/npm/bin/npm-cli.js /usr/local/bin/npm
SH
WORKDIR /src
COPY package.json package-lock.json deploy/image/getNode.sh ./
ARG BUILDARCH
RUN --mount=type=secret,id=ca,target=/run/ca.pem sh getNode.sh "$BUILDARCH" /usr/local/bin/node
RUN --mount=type=secret,id=ca,target=/run/ca.pem --mount=type=cache,target=/root/.npm <<SH
set -eu
if [ -s /run/ca.pem ]; then export NODE_EXTRA_CA_CERTS=/run/ca.pem; fi
npm ci --no-audit --no-fund --loglevel=error
SH
COPY . .
RUN node_modules/.bin/node --disable-warning=ExperimentalWarning scripts/writeImageTree.ts /tree

# The project's Node for the platform of the image.
FROM app AS node
ARG TARGETARCH
RUN --mount=type=secret,id=ca,target=/run/ca.pem sh getNode.sh "$TARGETARCH" /opt/node

# Programs, and the libraries that they load.
FROM $BASE AS runtime
ARG TARGETARCH
RUN --mount=type=cache,target=/var/cache/apt,id=apt-$TARGETARCH,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,id=lists-$TARGETARCH,sharing=locked <<SH
set -eu
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update -qq
apt-get install -qq --no-install-recommends binutils busybox ca-certificates git libcap2-bin openssh-client tini uidmap
SH
COPY --from=node /opt/node /usr/bin/node
RUN --mount=type=bind,source=deploy/image/collectRuntime.sh,target=/run/collectRuntime.sh sh /run/collectRuntime.sh /tree

FROM scratch AS strata
LABEL org.opencontainers.image.title="Strata" \
      org.opencontainers.image.description="A Dockerfile playground in the browser" \
      org.opencontainers.image.licenses="MIT"
COPY --from=runtime /tree /
COPY --from=app /tree /opt/strata
# NODE_OPTIONS has the flags of server/nodeFlags.json.
ENV PATH=/usr/bin:/bin \
    NODE_OPTIONS="--disable-warning=ExperimentalWarning --max-semi-space-size=4" \
    NODE_COMPILE_CACHE=/tmp/strata-compiled \
    HOST=0.0.0.0 \
    PORT=8080 \
    STRATA_DATA=/data
WORKDIR /opt/strata
USER 1000:1000
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD wget -q -O /dev/null "http://127.0.0.1:$PORT/api/health"
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/bin/node", "/opt/strata/server/main.ts"]

FROM $DOCKER_CLI AS client

# For builders of BuildKit: with the docker client and buildx, which drive it. docker build --target with-buildx …
FROM strata AS with-buildx
COPY --from=client /usr/local/bin/docker /usr/bin/docker
COPY --from=client /usr/local/libexec/docker/cli-plugins/docker-buildx /usr/libexec/docker/cli-plugins/docker-buildx

FROM strata
