import { describe, expect, it } from "vitest";
import type { Container } from "#contract/container.ts";
import { type ContainerRow, containerListing } from "../container/containerRows.ts";
import { type ListingOptions, renderListing } from "./printListing.ts";

const now = Date.UTC(2026, 0, 1);

const sample: Container = {
  id: "a78184e2bdc82e2c74fb549d3ebc22a974080a2b0263c7a672d20adcbfcf941d",
  name: "k1",
  image: { id: `sha256:${"b".repeat(64)}`, ref: "busybox" },
  argv: ["sh", "-c", "sleep 10000 and more"],
  spec: { image: "busybox" },
  createdAt: now - 6 * 60_000,
  state: { phase: "running", startedAt: now - 2000, paused: false },
  restarts: 0,
  ports: [{ container: 80, protocol: "tcp", host: 8000 }],
  volumes: [{ name: "data-of-the-whole-shop", target: "/data", readOnly: false, anonymous: false }],
};

const row: ContainerRow = {
  container: sample,
  image: "busybox",
  exposed: [],
  labels: { x: "y", a: "b" },
  imageBytes: undefined,
  truncates: true,
  now,
};

function shown(options: ListingOptions, rows = [row]): unknown {
  return renderListing(containerListing({ size: false }), rows, options);
}

describe("docker ps", () => {
  it("prints the columns of the docker CLI", () => {
    expect(shown({})).toBe(
      [
        "CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS         PORTS                    NAMES",
        'a78184e2bdc8   busybox   "sh -c \'sleep 10000 …"   6 minutes ago   Up 2 seconds   127.0.0.1:8000->80/tcp   k1',
        "",
      ].join("\n"),
    );
  });

  it("prints the headers alone if there are no rows", () => {
    expect(shown({}, [])).toBe("CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n");
  });

  it("prints IDs alone with --quiet, and whole ones with --no-trunc", () => {
    expect(shown({ quiet: true })).toBe("a78184e2bdc8\n");
    expect(shown({ quiet: true }, [{ ...row, truncates: false }])).toBe(`${sample.id}\n`);
  });

  it("lets a template win over --quiet", () => {
    expect(shown({ quiet: true, format: "{{.Names}}" })).toBe("k1\n");
  });

  it.each([
    ["{{.ID}}\\t{{.Names}}", "a78184e2bdc8\tk1\n"],
    ["table {{.ID}}\\t{{.Names}}", "CONTAINER ID   NAMES\na78184e2bdc8   k1\n"],
    ["table {{upper .Names}} {{.Status}}", "NAMES STATUS\nK1 Up 2 seconds\n"],
    ['table {{.Label "x"}}\\t{{.State}}', "x         STATE\ny         running\n"],
    ['{{.Label "x"}} {{.Labels}}', "y a=b,x=y\n"],
    ["table {{json .ID}}", 'CONTAINER ID\n"a78184e2bdc8"\n'],
    ["{{.Mounts}} {{.Networks}} {{.LocalVolumes}}", "data-of-the-wh… bridge 1\n"],
  ])("renders %s", (format, text) => {
    expect(shown({ format })).toBe(text);
  });

  it("prints JSON with the docker CLI's keys", () => {
    expect(JSON.parse(String(shown({ format: "json" })))).toEqual({
      Command: '"sh -c \'sleep 10000 …"',
      CreatedAt: "2025-12-31 23:54:00 +0000 UTC",
      ID: "a78184e2bdc8",
      Image: "busybox",
      Labels: "a=b,x=y",
      LocalVolumes: "1",
      Mounts: "data-of-the-wh…",
      Names: "k1",
      Networks: "bridge",
      Platform: null,
      Ports: "127.0.0.1:8000->80/tcp",
      RunningFor: "6 minutes ago",
      Size: "0B",
      State: "running",
      Status: "Up 2 seconds",
    });
  });

  it.each([
    [
      "{{.Foo}}",
      'failed to execute template: template: :1:2: executing "" at <.Foo>: can\'t evaluate field Foo in type *formatter.ContainerContext',
    ],
    ["{{foo}}", 'failed to parse template: template: :1: function "foo" not defined'],
  ])("tells what is wrong with %s", (format, error) => {
    expect(shown({ format })).toEqual({ error });
  });
});
