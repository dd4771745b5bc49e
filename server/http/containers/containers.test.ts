import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
beforeEach(async () => {
  server = await createTestApp();
});
afterEach(() => server.close());

type Method = "GET" | "POST" | "PUT" | "DELETE";

const send = (method: Method, url: string, payload?: object | string, headers: Record<string, string> = {}) =>
  server.app.inject({
    method,
    url,
    headers: { host: "localhost", ...headers },
    ...(payload === undefined ? {} : { payload }),
  });

const create = async (spec: object = {}) =>
  (await send("POST", "/api/containers", { image: "busybox", name: "web", ...spec })).json();

describe("containers over HTTP", () => {
  test("one is created, listed, found by its name or the start of its ID, and removed", async () => {
    const { id } = await create();
    expect((await send("GET", "/api/containers")).json().containers).toMatchObject([{ id, name: "web" }]);
    expect((await send("GET", "/api/containers/web")).json().id).toBe(id);
    expect((await send("GET", `/api/containers/${id.slice(0, 12)}`)).json().id).toBe(id);
    expect((await send("DELETE", "/api/containers/web")).statusCode).toBe(204);
    expect((await send("GET", "/api/containers/web")).json().code).toBe("container/not-found");
  });

  test("a running one is removed only with force", async () => {
    await create();
    expect((await send("POST", "/api/containers/web/start")).statusCode).toBe(204);
    expect((await send("DELETE", "/api/containers/web")).json().code).toBe("container/state");
    expect((await send("DELETE", "/api/containers/web?force=true&volumes=true")).statusCode).toBe(204);
  });

  test("actions take a signal and seconds, as in the Engine API", async () => {
    await create();
    for (const rest of ["stop?signal=INT&seconds=3", "kill?signal=HUP", "restart", "pause", "unpause"]) {
      expect((await send("POST", `/api/containers/web/${rest}`)).statusCode).toBe(204);
    }
    await send("POST", "/api/containers/web/rename", { name: "site" });
    expect((await send("POST", "/api/containers/site/commit", { tag: "site:2" })).statusCode).toBe(201);
    expect(server.containers.done).toEqual([
      'stop {"signal":"INT","seconds":3} web',
      "kill HUP web",
      "restart web",
      "pause web",
      "unpause web",
      "rename web",
      "commit site",
    ]);
  });

  test("a name that docker would not take is refused with the field that is wrong", async () => {
    const answer = await send("POST", "/api/containers", { image: "busybox", name: "-x" });
    expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([
      400,
      "request/invalid",
      expect.stringContaining("name"),
    ]);
  });

  test("processes, usage, and changed files are told; a very long list is cut, and says so", async () => {
    await create();
    expect((await send("GET", "/api/containers/web/top")).json().processes).toHaveLength(1);
    expect((await send("GET", "/api/containers/web/stats")).json().memoryLimit).toBe(2);
    const { changes, truncated } = (await send("GET", "/api/containers/web/changes")).json();
    expect([changes.length, truncated]).toEqual([10_000, true]);
  });

  test("files leave as a tar and arrive as one, within the limit of uploads", async () => {
    await create();
    const out = await send("GET", "/api/containers/web/archive?path=/etc/a%20b");
    expect([out.body, out.headers["content-disposition"]]).toEqual([
      "tar of /etc/a b",
      `attachment; filename="a-b.tar"; filename*=UTF-8''a%20b.tar`,
    ]);
    const tar = { "content-type": "application/x-tar" };
    expect((await send("PUT", "/api/containers/web/archive?path=/tmp", "12345", tar)).statusCode).toBe(204);
    expect(server.containers.done).toEqual(["unpack 5 bytes in /tmp"]);
    const large = await send("PUT", "/api/containers/web/archive?path=/tmp", "x".repeat(1_000_001), tar);
    expect(large.json().code).toBe("request/too-large");
  });
});

describe("the log of a container", () => {
  const chunk = (stream: "stdout" | "stderr", at: number, bytes: string | Buffer) => ({
    stream,
    at,
    bytes: Buffer.from(bytes),
  });

  test("is a text that holds every byte as it was printed", async () => {
    await create();
    server.containers.log = [chunk("stdout", 1, "one\ntw"), chunk("stderr", 2, "o\n\x1b[31mred\n")];
    const answer = await send("GET", "/api/containers/web/logs?tail=5&since=10");
    expect([answer.body, answer.headers["content-type"]]).toEqual([
      "one\ntwo\n\x1b[31mred\n",
      "text/plain; charset=utf-8",
    ]);
    expect(server.containers.done).toEqual(['logs {"follow":false,"tail":5,"since":10} web']);
  });

  test("has a time before each line if asked", async () => {
    await create();
    server.containers.log = [chunk("stdout", 0, "a\nb"), chunk("stdout", 1000, "c\nd\n")];
    expect((await send("GET", "/api/containers/web/logs?timestamps=true")).body).toBe(
      "1970-01-01T00:00:00.000Z a\n1970-01-01T00:00:00.000Z bc\n1970-01-01T00:00:01.000Z d\n",
    );
  });

  test("comes as events with stream and time, and no character is cut in two", async () => {
    await create();
    const [first, second] = [Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1)];
    server.containers.log = [chunk("stdout", 1, first), chunk("stderr", 2, "x"), chunk("stdout", 3, second)];
    const answer = await send("GET", "/api/containers/web/logs", undefined, { accept: "text/event-stream" });
    const pieces = [...answer.body.matchAll(/^data: (.*)$/gm)].map(([, json = ""]) => JSON.parse(json));
    expect(pieces).toEqual([
      { stream: "stderr", at: 2, text: "x" },
      { stream: "stdout", at: 3, text: "é" },
    ]);
  });
});

describe("changes of containers", () => {
  test("arrive as events while they happen, and only those of one's own", async () => {
    const url = await server.app.listen({ host: "127.0.0.1", port: 0 });
    const response = await fetch(`${url}/api/containers/events`);
    let text = "";
    const reading = (async () => {
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        if (text.includes("removed")) return;
        if (text.includes(": connected") && text.length < 20) {
          await server.containers.create("somebody else", { image: "x", name: "secret" });
          await create();
          await send("DELETE", "/api/containers/web");
        }
      }
    })();
    await reading;
    expect(text).not.toContain("secret");
    expect(text).toContain('"type":"removed"');
  });
});

describe("what answers on a published port", () => {
  const serving = async (answer: RequestListener) => {
    const web = createServer(answer);
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const { port } = web.address() as AddressInfo;
    await create({ ports: [{ container: 80, protocol: "tcp", host: port }] });
    return {
      asked: async () => (await send("GET", "/api/containers/web/answer?port=80")).json(),
      close: () => web.close(),
    };
  };

  test("is told as the first lines of plain text, and redirects are not followed", async () => {
    const { asked, close } = await serving((_request, response) => {
      response.writeHead(302, { "content-type": "text/html", location: "http://169.254.169.254/" });
      response.end(`<script>alert(1)</script>\n${"line\n".repeat(50)}`);
    });
    const answer = await asked();
    close();
    expect(answer).toMatchObject({ kind: "http", status: 302, contentType: "text/html", truncated: true });
    expect(answer.lines.slice(0, 2)).toEqual(["<script>alert(1)</script>", "line"]);
    expect(answer.lines).toHaveLength(12);
  });

  test("is cut off if it never ends, and its bytes are left out if they are no text", async () => {
    const { asked, close } = await serving((_request, response) => {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      response.write(Buffer.alloc(100_000));
    });
    expect(await asked()).toMatchObject({ kind: "http", status: 200, lines: [], truncated: true });
    close();
  });

  test("nothing, if nobody listens, and no other port can be asked for", async () => {
    const { asked, close } = await serving(() => {});
    await new Promise((resolve) => resolve(close()));
    expect(await asked()).toEqual({ kind: "none", reason: "refused" });
    expect((await send("GET", "/api/containers/web/answer?port=22")).statusCode).toBe(404);
  });
});

describe("volumes over HTTP", () => {
  test("one is created, listed, got, and removed", async () => {
    expect((await send("POST", "/api/volumes", { name: "data" })).statusCode).toBe(201);
    expect((await send("GET", "/api/volumes")).json().volumes).toMatchObject([{ name: "data" }]);
    expect((await send("GET", "/api/volumes/data")).json().name).toBe("data");
    expect((await send("POST", "/api/volumes/prune")).json()).toEqual({ names: [], bytes: 0 });
    expect((await send("DELETE", "/api/volumes/data")).statusCode).toBe(204);
    expect((await send("GET", "/api/volumes/data")).json().code).toBe("volume/not-found");
  });
});
