import { dir, hardLink, pax, symlink, type Written } from "./writeTar.ts";

/** How one tool writes images, apart from what is in every one (a shell and a greeting). */
export interface ImageMaker {
  /** More members of the layer that has the shell. */
  readonly members?: readonly (Written | Buffer)[];
  /** Layers above it. */
  readonly above?: readonly (readonly (Written | Buffer)[])[];
  readonly compression?: "gzip" | "zstd" | "plain";
  readonly types?: "oci" | "docker";
  /** Added to architecture, os, and rootfs. */
  readonly config: object;
  /** Added to the manifest, and to each descriptor in it. */
  readonly manifest?: object;
  readonly descriptors?: object;
  readonly configType?: string;
  /** Other entries of the index around the image, such as attestations; no index by default. */
  readonly index?: { readonly platform?: object | null; readonly others?: readonly object[]; readonly more?: object };
}

const EPOCH = "1970-01-01T00:00:00Z";
const NEVER = "0001-01-01T00:00:00Z";
const NOTHING = `sha256:${"0".repeat(64)}`;
const file = (name: string, content = `${name}\n`): Written => ({ name, content });

const ATTESTATION = {
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  digest: NOTHING,
  size: 566,
  annotations: { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": NOTHING },
  platform: { architecture: "unknown", os: "unknown" },
};

export const OTHER_MAKERS: Readonly<Record<string, ImageMaker>> = {
  "docker's old builder": {
    types: "docker",
    config: {
      ...{ container: "c0ffee", docker_version: "20.10.24", created: "2023-01-02T03:04:05.123456789Z" },
      container_config: { Hostname: "c0ffee", Cmd: ["/bin/sh", "-c", "#(nop) "], Volumes: null },
      config: {
        ...{ Hostname: "", Domainname: "", User: "", AttachStdin: false, Tty: false, Image: NOTHING },
        ...{
          Env: ["PATH=/bin"],
          Cmd: ["/bin/sh"],
          Volumes: null,
          WorkingDir: "",
          Entrypoint: null,
          OnBuild: null,
          Labels: null,
        },
      },
      history: [
        { created: "2023-01-02T03:04:05Z", created_by: "/bin/sh -c #(nop) ADD file:1 in / " },
        { created: "2023-01-02T03:04:05Z", created_by: '/bin/sh -c #(nop)  CMD ["/bin/sh"]', empty_layer: true },
      ],
    },
  },
  buildkit: {
    compression: "zstd",
    above: [[dir("app"), file("app/f")], []],
    config: {
      created: "2026-01-02T03:04:05.6Z",
      config: {
        Env: ["PATH=/bin"],
        WorkingDir: "/app",
        ArgsEscaped: true,
        Healthcheck: { Test: ["CMD", "true"], Interval: 1e9 },
      },
      history: [
        {
          created: "2026-01-02T03:04:05Z",
          created_by: "ADD rootfs.tar / # buildkit",
          comment: "buildkit.dockerfile.v0",
        },
        {
          created: "2026-01-02T03:04:05Z",
          created_by: "ENV PATH=/bin",
          comment: "buildkit.dockerfile.v0",
          empty_layer: true,
        },
        { created: "2026-01-02T03:04:05Z", created_by: "COPY f /app/f # buildkit", comment: "buildkit.dockerfile.v0" },
        {
          created: "2026-01-02T03:04:05Z",
          created_by: "RUN |1 A=b /bin/sh -c true # buildkit",
          comment: "buildkit.dockerfile.v0",
        },
      ],
      "moby.buildkit.buildinfo.v1": "e30=",
    },
    index: { platform: { architecture: "amd64", os: "linux" }, others: [ATTESTATION] },
  },
  buildah: {
    members: [dir("./"), dir("./etc"), file("./etc/os-release")],
    config: {
      ...{ created: "2026-01-02T03:04:05.678901234Z", author: null, variant: null },
      config: { Cmd: ["/bin/sh"], Labels: { "io.buildah.version": "1.33.7", empty: null }, Env: ["PATH=/bin", null] },
      history: [{ created: "2026-01-02T03:04:05Z", created_by: "/bin/sh", empty_layer: null }, null],
    },
    manifest: {
      annotations: { "org.opencontainers.image.base.name": "", "org.opencontainers.image.base.digest": null },
    },
    descriptors: { annotations: null, urls: null, platform: null },
  },
  kaniko: {
    types: "docker",
    members: [dir("/"), dir("old/"), file("old/f")],
    above: [[file("old/.wh.f"), symlink("old", "new"), dir("new/"), file("new/f")]],
    config: {
      ...{ author: "kaniko", created: NEVER, container: "", docker_version: "" },
      config: {
        ...{
          Hostname: "",
          Env: ["PATH=/bin"],
          Cmd: null,
          Image: "",
          Volumes: null,
          WorkingDir: "/",
          Entrypoint: ["/bin/sh"],
        },
        ...{ OnBuild: null, Labels: null, Shell: null, Healthcheck: null, StopSignal: null },
      },
      history: [
        { author: "kaniko", created: NEVER, created_by: "RUN x" },
        { author: "kaniko", created: NEVER, created_by: "RUN ln -s new old" },
      ],
    },
  },
  ko: {
    types: "docker",
    members: [
      dir("/var/run/ko"),
      dir("/ko-app", { mode: 0o555 }),
      { ...file("/ko-app/server"), mode: 0o555 },
      symlink("/var/run/ko/HEAD", "/ko-app/server"),
    ],
    config: {
      ...{ author: "github.com/ko-build/ko", created: EPOCH, history: null },
      config: {
        Entrypoint: ["/ko-app/server"],
        Env: ["PATH=/bin:/ko-app", "KO_DATA_PATH=/var/run/ko"],
        Cmd: null,
        WorkingDir: null,
      },
    },
    index: {
      platform: { architecture: "amd64", os: "linux", "os.version": "", "os.features": null },
      more: { annotations: null },
    },
  },
  jib: {
    types: "docker",
    members: [
      dir("app", { mtime: 1 }),
      dir("app/classes", { mtime: 1 }),
      { ...file("app/classes/Main.class"), mtime: 1 },
    ],
    config: {
      created: EPOCH,
      config: {
        Env: [],
        Entrypoint: ["java", "-cp", "/app/classes", "Main"],
        ExposedPorts: {},
        Labels: {},
        Volumes: {},
        User: "",
      },
      history: [
        { created: EPOCH, author: "Jib", created_by: "jib-maven-plugin:3.4.0", comment: "classes", empty_layer: false },
      ],
    },
  },
  "bazel's rules_oci": {
    compression: "plain",
    above: [[file("./no/parents/f")], [{ ...file("./owned/f"), uid: 65532, gid: 65532, mtime: 0 }]],
    config: {
      created: null,
      config: { User: "65532", Env: ["PATH=/bin"], Volumes: null, ExposedPorts: { "80/tcp": null } },
      history: null,
    },
    index: { platform: null },
  },
  nix: {
    members: [
      ...[
        dir("./", { mtime: 1 }),
        dir("./nix", { mode: 0o555, mtime: 1 }),
        dir("./nix/store", { mode: 0o555, mtime: 1 }),
      ],
      ...[
        { ...file("./nix/store/aaa-hello"), mode: 0o444, mtime: 1 },
        hardLink("./nix/store/bbb-hello", "./nix/store/aaa-hello"),
      ],
    ],
    above: [
      [
        dir("./nix/store/ccc", { mode: 0o555, mtime: 1 }),
        symlink("./hello2", "/nix/store/ccc/f"),
        { ...file("./nix/store/ccc/f"), mode: 0o444 },
      ],
    ],
    config: {
      ...{ created: "1970-01-01T00:00:01+00:00", author: null, variant: null },
      config: { Env: ["PATH=/bin"], Cmd: null, Labels: null, Volumes: { "/data": null } },
      history: [
        { created: "1970-01-01T00:00:01+00:00", comment: "store paths: ['/nix/store/aaa-hello']" },
        { comment: null },
      ],
    },
  },
  apko: {
    members: [
      pax(
        [
          ["APK-TOOLS.checksum.SHA1", "00ff"],
          ["mtime", "0"],
        ],
        file("etc/apk"),
      ),
      dir("var/lib/x", { mode: 0o700, uid: 65532 }),
    ],
    config: {
      ...{ author: "apko", created: EPOCH },
      config: {
        User: "65532",
        WorkingDir: "/",
        Env: ["PATH=/bin", "SSL_CERT_FILE=/etc/ssl"],
        Volumes: null,
        StopSignal: null,
      },
      history: [{ author: "apko", created: EPOCH, created_by: "apko", comment: "This is an apko single-layer image" }],
    },
    index: { platform: { architecture: "amd64", os: "linux", variant: null }, more: { mediaType: null } },
  },
  "crane append": {
    types: "docker",
    above: [[file("appended")]],
    config: { created: NEVER, config: {}, history: [{ created: NEVER }, {}] },
    descriptors: { urls: null },
  },
  umoci: {
    members: [dir("d"), file("d/a")],
    above: [[dir("d"), { name: "d/.wh..wh..opq" }, file("d/b"), pax([["SCHILY.xattr.user.x", "y"]], file("d/c"))]],
    config: {
      ...{ created: "2026-01-02T03:04:05.678901234+01:00", author: "umoci" },
      config: { Env: null, Entrypoint: null, Cmd: null, Volumes: null, Labels: null, ExposedPorts: null },
      history: [
        { created: "2026-01-02T03:04:05+01:00", created_by: "umoci repack", author: "umoci" },
        { created_by: "umoci config", empty_layer: true },
        { created_by: "umoci repack" },
      ],
    },
  },
  buildpacks: {
    above: [
      [dir("layers"), file("layers/config")],
      [dir("workspace"), file("workspace/f")],
    ],
    config: {
      created: "1980-01-01T00:00:01Z",
      config: {
        User: "1000:1000",
        Labels: { "io.buildpacks.build.metadata": '{"a":"<&>"}' },
        Env: ["CNB_STACK_ID=x", "PATH=/cnb:/bin"],
      },
      history: [{}, {}, {}],
    },
  },
  "an old client that pushed its configuration as bytes": {
    configType: "application/octet-stream",
    config: { config: null, history: [] },
  },
};
