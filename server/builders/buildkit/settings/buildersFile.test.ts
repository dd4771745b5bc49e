import { expect, it } from "vitest";
import { parseBuildersFile } from "./buildersFile.ts";
import { localEngine } from "./localEngine.ts";

const mistakesOf = (text: string) => {
  const parsed = parseBuildersFile(text);
  return "mistakes" in parsed ? parsed.mistakes : [];
};

it("reads builders of every driver, with what is left out set", () => {
  const text = `builders:
  - name: fleet
    driver: kubernetes
    kubernetes: { namespace: builds, replicas: 4 }
    builds: 16
    weight: 4
  - name: far
    driver: remote
    endpoint: tcp://build.example.org:1234
    tls: { ca: /etc/ca.pem, cert: /etc/cert.pem, key: /etc/key.pem }
    platforms: [linux/arm64]
  - name: here
    driver: docker
`;
  expect(parseBuildersFile(text)).toEqual({
    builders: [
      {
        ...{ name: "fleet", driver: "kubernetes", builds: 16, weight: 4, hostNetwork: false },
        kubernetes: { namespace: "builds", replicas: "4" },
      },
      {
        ...{ name: "far", driver: "remote", endpoint: "tcp://build.example.org:1234", builds: 2, weight: 1 },
        ...{ hostNetwork: false, platforms: ["linux/arm64"] },
        tls: { ca: "/etc/ca.pem", cert: "/etc/cert.pem", key: "/etc/key.pem" },
      },
      { name: "here", driver: "docker", builds: 2, weight: 1, hostNetwork: false },
    ],
  });
});

it.each([
  [
    "a driver that there is none of",
    "builders:\n  - name: a\n    driver: podman\n",
    /^line 3: builders\[0\]\.driver: use docker, docker-container, remote, kubernetes$/,
  ],
  [
    "a key that means nothing",
    "builders:\n  - name: a\n    driver: docker\n    speed: 9\n",
    /^line 4: builders\[0\]\.speed: unknown key: correct its spelling, or remove it$/,
  ],
  ["a missing name", "builders:\n  - driver: docker\n", /^line 2: builders\[0\]\.name: is missing$/],
  [
    "a number in words",
    "builders:\n  - name: a\n    driver: docker\n    builds: many\n",
    /^line 4: builders\[0\]\.builds: use a number$/,
  ],
  [
    "a strange option of a driver",
    "builders:\n  - name: a\n    driver: kubernetes\n    kubernetes:\n      Big_one: 1\n",
    /^line 5: .*use an option of buildx's kubernetes driver$/,
  ],
  ["a list alone", "- name: a\n  driver: docker\n", /^line 1: begin with `builders:` and a list of builders below it$/],
  [
    "a remote builder without an address",
    "builders:\n  - name: a\n    driver: remote\n",
    /endpoint: a remote builder needs one/,
  ],
  [
    "a path for a key that is not absolute",
    "builders:\n  - name: a\n    driver: remote\n    endpoint: tcp://h:1\n    tls: {ca: /a, cert: /b, key: c}\n",
    /^line 5: .*absolute/,
  ],
  ["a name with another meaning", "builders:\n  - name: auto\n    driver: docker\n", /^line 2: .*use another name/],
  [
    "the same name twice",
    "builders:\n  - name: a\n    driver: docker\n  - name: a\n    driver: docker\n",
    /^line 4: .*a is there twice/,
  ],
  ["no builds at all", "builders:\n  - name: a\n    driver: docker\n    builds: 0\n", /^line 4: .*use 1 or more/],
  ["what is not YAML", "builders: [\n", /^line 2: /],
  ["tabs", "builders:\n\t- name: a\n", /^line 2: Tabs are not allowed as indentation$/],
  ["an empty file", "", /^line 1: begin with `builders:`/],
])("tells %s with its line", (_what, text, mistake) => {
  expect(mistakesOf(text).join("\n")).toMatch(mistake);
});

it("tells all mistakes in the order of their lines", () => {
  const text = "builders:\n  - name: a\n    driver: remote\n  - name: B\n    speed: 9\n    driver: docker\n";
  expect(mistakesOf(text).map((mistake) => mistake.slice(0, 7))).toEqual(["line 2:", "line 4:", "line 5:"]);
});

it("takes the first engine at hand, if buildx can be pointed to it", () => {
  expect(localEngine(["unix:///home/ada/.colima/default/docker.sock", "unix:///b"])?.endpoint).toBe(
    "unix:///home/ada/.colima/default/docker.sock",
  );
  expect(localEngine(["tcp://127.0.0.1:2375"])?.endpoint).toBe("tcp://127.0.0.1:2375");
  expect(localEngine([])).toBeUndefined();
  expect(localEngine(["ssh://ada@far"])).toBeUndefined();
});

it("takes options of a driver for that driver only, and an image for SBOMs", () => {
  const own =
    "builders:\n  - { name: own, driver: docker-container, container: { memory: 8g }, sbomScanner: h.io/s:1 }\n";
  expect(parseBuildersFile(own)).toMatchObject({
    builders: [{ container: { memory: "8g" }, sbomScanner: "h.io/s:1" }],
  });
  expect(mistakesOf("builders:\n  - { name: a, driver: docker, container: { memory: 8g } }\n")).toEqual([
    expect.stringContaining("container: is only for the docker-container driver"),
  ]);
});
