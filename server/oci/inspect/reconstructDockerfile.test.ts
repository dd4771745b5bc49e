import { expect, test } from "vitest";
import type { ContainerConfig, HistoryEntry, ImageConfig } from "#contract/image.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { reconstructDockerfile } from "./reconstructDockerfile.ts";

/** An image with this history; a row that begins with a dash has no layer. */
function image(rows: readonly string[], config: ContainerConfig = {}): ImageConfig {
  const history = rows.map((row): HistoryEntry => {
    return row.startsWith("- ") ? { created_by: row.slice(2), empty_layer: true } : { created_by: row };
  });
  const layers = history.filter((entry) => entry.empty_layer !== true);
  return {
    os: "linux",
    architecture: "amd64",
    config,
    history,
    rootfs: { type: "layers", diff_ids: layers.map((_, index) => digestOf(`${index}`)) },
  };
}

/** Without the comments at the top. */
const bodyOf = (text: string) => text.slice(text.indexOf("\nFROM") + 1);
const bodyFor = (...given: Parameters<typeof image>) => bodyOf(reconstructDockerfile(image(...given)));

test("names the base that was recognized, and says that it is a guess", () => {
  const base = image(["ADD rootfs / # buildkit", '- CMD ["bash"]'], { Cmd: ["bash"] });
  const made = image(["ADD rootfs / # buildkit", '- CMD ["bash"]', "COPY app /app # buildkit"], { Cmd: ["bash"] });
  expect(reconstructDockerfile(made, { name: "debian:12", layers: 1, config: base })).toBe(
    [
      "# Reconstructed from the history of an image. This is not the original: a history does not tell",
      "# stages, mounts, comments, or what the files were that COPY and ADD took.",
      "# The base is a guess: the largest image at hand that this one starts with.",
      "FROM debian:12",
      "COPY app /app",
      "",
    ].join("\n"),
  );
});

test("says that the base is unknown, and lists all rows then", () => {
  const text = reconstructDockerfile(image(["ADD rootfs.tar / # buildkit"]));
  expect(text).toContain("# The base is unknown");
  expect(bodyOf(text)).toBe("FROM scratch\nADD rootfs.tar /\n");
});

test.each<readonly [string, readonly string[], ContainerConfig, string]>([
  ["the mark and the shell of BuildKit's RUN go", ["RUN /bin/sh -c make # buildkit"], {}, "RUN make"],
  ["so does the classic builder's", ["/bin/sh -c make"], {}, "RUN make"],
  [
    "build arguments are told in a comment",
    ["RUN |2 A=1 B=two words /bin/sh -c make # buildkit"],
    {},
    "# Build arguments here: A=1 B=two words\nRUN make",
  ],
  [
    "several lines become a heredoc",
    ["RUN /bin/sh -c echo a\nEOF\necho b\n # buildkit"],
    {},
    "RUN <<EOF_\necho a\nEOF\necho b\nEOF_",
  ],
  ["what would be read as a heredoc is in one", ["RUN /bin/sh -c cat <<X # buildkit"], {}, "RUN <<EOF\ncat <<X\nEOF"],
  [
    "a shell that was set before goes, too",
    ["- SHELL [/bin/bash -o pipefail -c]", "RUN /bin/bash -o pipefail -c make # buildkit"],
    {},
    'SHELL ["/bin/bash","-o","pipefail","-c"]\nRUN make',
  ],
  [
    "a checksum is no source",
    ["/bin/sh -c #(nop) COPY file:0b1c in /app "],
    {},
    "# What was copied is unknown: the history has only its checksum, file:0b1c.\nCOPY unknown /app",
  ],
  ["the options of COPY stay", ["COPY --chown=1:1 a b ./ # buildkit"], {}, "COPY --chown=1:1 a b ./"],
  [
    "values with spaces are those of the configuration",
    ["- ENV A=two words B=1 C=x D=y"],
    { Env: ["A=two words", "B=1 C=x", "D=y"] },
    'ENV A="two words" B="1 C=x" D=y',
  ],
  ["a dollar is not expanded again", ["- ENV A=$HOME"], { Env: ["A=$HOME"] }, 'ENV A="\\$HOME"'],
  ["a label has its quotes", ["- LABEL a=b c d=e"], { Labels: { a: "b c", d: "e" } }, 'LABEL a="b c" d=e'],
  [
    "lists of Go are written as JSON",
    ['- CMD ["sh" "-c" "echo \\"hi\\""]'],
    { Cmd: ["sh", "-c", 'echo "hi"'] },
    'CMD ["sh","-c","echo \\"hi\\""]',
  ],
  ["ports lose Go's brackets", ["- EXPOSE [80/tcp 443/tcp]"], {}, "EXPOSE 80/tcp 443/tcp"],
  ["so do volumes", ["- VOLUME [/data /logs]"], {}, 'VOLUME ["/data","/logs"]'],
  [
    "a health check is the configuration's",
    [`- HEALTHCHECK &{["CMD-SHELL" "true"] "3s" "0s" "0s" "0s" '\\x02'}`],
    { Healthcheck: { Test: ["CMD-SHELL", "true"], Interval: 3e9, Retries: 2 } },
    "HEALTHCHECK --interval=3s --retries=2 CMD true",
  ],
  ["buildah's rows are read", ["/bin/sh -c #(nop) WORKDIR /x"], {}, "WORKDIR /x"],
])("%s", (_, rows, config, lines) => {
  expect(bodyFor(rows, config)).toBe(`FROM scratch\n${lines}\n`);
});

test("what tools write that have no Dockerfile is a comment, and their settings are listed", () => {
  const ko = { Entrypoint: ["/ko-app/x"], Env: ["KO_DATA_PATH=/var/run/ko"], User: "65532" };
  expect(bodyFor(["ko build ko://example.com/x"], ko)).toBe(
    [
      "FROM scratch",
      "# A layer is here that no instruction made: ko build ko://example.com/x",
      "# The configuration has this, too. No row of the history set it.",
      "ENV KO_DATA_PATH=/var/run/ko",
      "USER 65532",
      'ENTRYPOINT ["/ko-app/x"]',
      "",
    ].join("\n"),
  );
});

test("layers without a history are counted", () => {
  const { history: _, ...plain } = image(["x", "y"]);
  expect(bodyOf(reconstructDockerfile(plain))).toBe(
    `FROM scratch\n${"# A layer is here that the history does not explain.\n".repeat(2)}`,
  );
});

test("a row can't add instructions of its own, or end a comment", () => {
  const rows = [
    "nix\nFROM evil",
    "- ENV A=1\nRUN evil",
    "- USER a\r\nRUN evil",
    "/bin/sh -c #(nop) COPY file:0b in /\nRUN evil",
  ];
  const text = bodyFor(rows, { Env: ["A=1\nRUN evil"] });
  expect(text.split("\n").filter((line) => /^(?:FROM|RUN)/.test(line))).toEqual(["FROM scratch"]);
});

test("a long history is cut, and says so", () => {
  const text = reconstructDockerfile(image(Array.from({ length: 3000 }, () => `RUN ${"x".repeat(500)}`)));
  expect(text.length).toBeLessThan(510_000);
  expect(text).toMatch(/The history has \d+ more rows/);
});
