import { describe, expect, it } from "vitest";
import type { BaseImage } from "#contract/base.ts";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { hover } from "../hover/hover.ts";
import type { LanguageEnvironment } from "../languageEnvironment.ts";
import { complete } from "./complete.ts";

const app: BaseImage = {
  platform: "linux/amd64",
  size: 74_812_345,
  layers: 2,
  created: "2025-03-01T10:00:00Z",
  config: {
    Env: ["APP_HOME=/srv/app"],
    WorkingDir: "/srv/app",
    Entrypoint: ["/init"],
    ExposedPorts: { "9000/tcp": {}, "53/udp": {} },
    Volumes: { "/srv/data": {} },
  },
  users: ["root", "www-data"],
  groups: ["root", "www-data", "ssl"],
};
const environment: LanguageEnvironment = {
  images: ["busybox:latest"],
  baseImages: { "app:1": app },
  tags: { "registry.example:5000/team/app": ["2.0", "1.9"], app: ["1", "2"] },
};

/** A text with the cursor at `|`. */
function cursor(marked: string) {
  const offset = marked.indexOf("|");
  const dockerfile = parseDockerfile(marked.replace("|", ""));
  return { dockerfile, position: dockerfile.syntax.lines.positionAt(offset) };
}

function labels(marked: string, known: LanguageEnvironment = environment): readonly string[] {
  const { dockerfile, position } = cursor(marked);
  return complete(dockerfile, position, known).map(({ label }) => label);
}

function told(marked: string, known: LanguageEnvironment = environment): string {
  const { dockerfile, position } = cursor(marked);
  return hover(dockerfile, position, known)?.contents.value ?? "";
}

describe("images", () => {
  it("that are available come first, then official ones", () => {
    const offered = labels("FROM |");
    expect(offered[0]).toBe("busybox:latest");
    expect(offered).toContain("scratch");
    expect(offered).toContain("python");
  });

  it("have the tags of the repository that is typed", () => {
    expect(labels("FROM app:|")).toEqual(["busybox:latest", "app:1", "app:2", "scratch"]);
    expect(labels("FROM registry.example:5000/team/app:1|")).toContain("registry.example:5000/team/app:1.9");
    expect(labels("FROM registry.example:5000|")).not.toContain("app:1");
    expect(labels("FROM constructor:|")).toEqual(["busybox:latest", "scratch"]);
    expect(labels("FROM a\nCOPY --from=app:|")).toContain("app:2");
  });

  it("are told with their configuration, by variables and in mounts too", () => {
    expect(told("ARG V=1\nFROM app:$|V\n")).toContain("$V");
    expect(told("ARG V=1\nFROM ap|p:$V\n")).toContain("linux/amd64, 74.8 MB in 2 layers, created 2025-03-01");
    expect(told("FROM a\nRUN --mount=type=bind,from=ap|p:1,target=/x ls\n")).toContain('ENTRYPOINT ["/init"]');
    expect(told("FROM a\nCOPY --from=ap|p:1 a b\n")).toContain("ENV APP_HOME=/srv/app");
    expect(told("FROM other|:2\n")).toContain("Not available locally");
    expect(told("FROM scr|atch\n")).toContain("An empty image");
    expect(told("FROM a AS one\nFROM o|ne\n")).toContain("**Stage one**");
  });

  it("give their variables to completion and hover", () => {
    expect(labels("FROM app:1\nCOPY a $|")).toContain("$APP_HOME");
    expect(told("FROM app:1\nCOPY a $APP|_HOME\n")).toContain("`/srv/app`\n\nfrom the base image");
  });

  it("that say odd things of themselves stay within their block", () => {
    const odd = { ...app, config: { Cmd: ["```\n# <img src=x>"] } };
    expect(told("FROM odd|:1\n", { baseImages: { "odd:1": odd } }).match(/```/g)).toHaveLength(2);
  });
});

describe("users", () => {
  it("are those that the stage makes or names, then those of its base image", () => {
    const text = "FROM app:1 AS a\nRUN groupadd -r web && useradd -r -g web site\nFROM a\nUSER |\nUSER later\n";
    expect(labels(text)).toEqual(["site", "root", "www-data", "1000:1000"]);
    expect(labels("FROM app:1\nRUN addgroup -S web\nCOPY --chown=root:|")).toEqual([
      ...["root:root", "root:web", "root:www-data", "root:ssl"],
    ]);
    expect(labels("FROM x\nCOPY --chown=|")).toEqual(["root", "1000:1000"]);
  });

  it("are found in heredocs", () => {
    expect(labels("FROM x\nRUN <<E\nadduser -D app\nE\nUSER |")).toContain("app");
  });
});

describe("folders", () => {
  it("are those that the stage has so far, as paths from the root", () => {
    const text = "FROM app:1\nWORKDIR web\nVOLUME /data\nCOPY a b /etc/x/\nCOPY a |\nWORKDIR /later\n";
    expect(labels(text)).toEqual(["/etc/x", "/data", "/srv/app/web", "/srv/data", "/srv/app"]);
    expect(labels("FROM b\nWORKDIR |", environment)).toEqual([]);
  });

  it("are offered within the quotes of the JSON form too", () => {
    const paths = { contextPaths: ["a b/c.txt", "go.mod"] };
    expect(labels('FROM a\nCOPY ["|', paths)).toEqual(["a b/", "go.mod"]);
    expect(labels('FROM a\nWORKDIR /srv\nCOPY ["go.mod", "/|', paths)).toContain("/srv");
  });

  it("of another stage are suggested when copying from it", () => {
    const text = "FROM a AS build\nWORKDIR /src\nFROM b\nWORKDIR /own\nCOPY --from=build |";
    expect(labels(text, {})).toEqual(["/src"]);
    expect(labels(text.replace("build |", "0 /src/x |"), {})).toEqual(["/src", "/own"]);
    expect(labels("FROM a\nCOPY --from=9999 |", {})).toEqual([]);
  });

  it("and files of another stage are offered by what its instructions write", () => {
    const text = [
      "FROM a AS build",
      "WORKDIR /src",
      "COPY go.mod *.go ./",
      "COPY cmd/main.go /src/cmd/main.go",
      "RUN mkdir -p /out && go build -o /out/app ./cmd && ls 2>&1 > list.txt",
      "RUN <<EOF\ncargo build --release --output=bin/x\nEOF",
      "FROM b",
      "COPY --from=build |",
    ].join("\n");
    expect(labels(text, {})).toEqual([
      "/src/bin/x",
      "/src/list.txt",
      "/out/app",
      "/out",
      "/src/cmd/main.go",
      "/src/go.mod",
      "/src",
    ]);
  });

  it("are offered for mounts, with what package managers keep", () => {
    expect(labels("FROM app:1\nRUN --mount=type=cache,target=|")).toEqual(
      expect.arrayContaining(["/srv/app", "/root/.npm"]),
    );
    expect(labels("FROM a\nRUN --mount=type=bind,source=|", { contextPaths: ["go.mod", "src/a"] })).toEqual([
      "go.mod",
      "src/",
    ]);
    const ids = "FROM a\nRUN --mount=type=secret,id=token x\nRUN --mount=type=secret,id=|";
    expect(labels(ids)).toEqual(["token"]);
  });
});

describe("other names", () => {
  it("are the arguments from before the first FROM", () => {
    expect(labels("ARG VERSION=1\nFROM a\nARG |")).toEqual(expect.arrayContaining(["VERSION", "TARGETARCH"]));
  });

  it("are the ports of the base image, and the labels that the specification has", () => {
    expect(labels("FROM app:1\nEXPOSE |").slice(0, 2)).toEqual(["9000", "53/udp"]);
    expect(labels("FROM a\nLABEL |")).toContain("org.opencontainers.image.source");
    expect(labels("FROM a\nLABEL a=b |")).toContain("org.opencontainers.image.source");
  });
});
