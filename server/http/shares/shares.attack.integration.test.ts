import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inShare, routes } from "#contract/routes.ts";
import { workspaceOf } from "#server/shares/shareFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { browserOf, builtWorkspace } from "./shareFixture.ts";

const FRAME = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" };

let test: TestApp;
let victim: ReturnType<typeof browserOf>;
let attacker: ReturnType<typeof browserOf>;
let stranger: ReturnType<typeof browserOf>;
let built: Awaited<ReturnType<typeof builtWorkspace>>;
let id: string;
let folder: string;

const cookieOf = (header: unknown): string => String(header ?? "").split(";")[0] ?? "";

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "strata-page-"));
  for (const name of ["index.html", "embed.html", "404.html"]) writeFileSync(path.join(folder, name), `<p>${name}`);
  test = await createTestApp({ separate: true, page: folder });
  stranger = browserOf(test);
  const newCookie = async () => cookieOf((await stranger("GET", "/api/workspaces")).headers["set-cookie"]);
  const [one, two] = [await newCookie(), await newCookie()];
  [victim, attacker] = [browserOf(test, one), browserOf(test, two)];
  built = await builtWorkspace(test, ownerOfCookie(one), one);
  id = (await victim("POST", "/api/shares", { workspace: built.workspace, build: built.build })).json().id;
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true });
});

const ownerOfCookie = (cookie: string): string =>
  createHash("sha256").update(cookie.replace("strata=", "")).digest("base64url");

describe("attacks on shares", () => {
  it("another person's workspace is not shared by who knows its ID", async () => {
    const answer = await attacker("POST", "/api/shares", { workspace: built.workspace });
    expect(answer.json()).toMatchObject({ status: 404, code: "workspace/not-found" });
  });

  it("another person's build is not shared with one's own workspace", async () => {
    const { id: workspace } = (await attacker("POST", "/api/workspaces", workspaceOf("FROM mine"))).json();
    const answer = await attacker("POST", "/api/shares", { workspace, build: built.build });
    expect(answer.json()).toMatchObject({ status: 404, code: "build/not-found" });
  });

  it("it is not removed or listed by who has only the link", async () => {
    for (const send of [attacker, stranger]) {
      expect((await send("DELETE", routes.share(id))).json()).toMatchObject({ status: 404, code: "share/not-found" });
      expect((await send("GET", routes.shares())).json().shares).toEqual([]);
    }
    expect((await stranger("GET", routes.share(id))).json()).toMatchObject({ id, isOwn: false });
  });

  it.each(["AAAAAAAAAAAAAAAAAAAAAA", "default", "%2e%2e%2fshares.db", "' OR 1=1 --", "x".repeat(64)])(
    "no share is found at the guessed ID %j",
    async (guess) => {
      const share = encodeURIComponent(guess);
      for (const rest of ["", "/workspace", `/builds/${built.build}`]) {
        const answer = await stranger("GET", `/api/shares/${share}${rest}`);
        expect(answer.statusCode).toBe(404);
        expect(answer.body).not.toContain("FROM");
      }
    },
  );

  it("an ID cut short, or with other case, finds nothing", async () => {
    const turned = id.replace(/[a-z]/i, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
    );
    for (const guess of [id.slice(0, -1), `${id}A`, turned]) {
      expect((await stranger("GET", routes.share(guess))).statusCode).toBe(404);
    }
  });

  it("bytes that are not of the share can't be read through it", async () => {
    const { services } = test;
    const secret = services.blobs.put("secret bytes");
    const layer = built.image.layers[0]?.diffId ?? secret;
    const part = services.shares.manifest(id).parts[0]?.digest ?? secret;
    for (const digest of [secret, layer, part]) {
      const answer = await stranger("GET", inShare(id, routes.blob(digest)));
      expect([answer.statusCode, answer.json().code]).toEqual([404, "share/absent"]);
    }
  });

  it("builds and images of its owner that are not of the share can't be read through it", async () => {
    const other = await builtWorkspace(test, "another");
    for (const path of [routes.build(other.build), routes.imageLayers("app:1"), routes.imageInspect(other.image.id)]) {
      if (path.includes(encodeURIComponent(built.image.id))) continue;
      expect((await stranger("GET", inShare(id, path))).json().code).toBe("share/absent");
    }
  });

  it("nothing can be written or run through a share", async () => {
    for (const [method, path] of [
      ["PUT", "/workspace"],
      ["POST", "/builds"],
      ["DELETE", `/builds/${built.build}`],
      ["POST", "/containers"],
      ["POST", `/images/${encodeURIComponent(built.image.id)}/tags`],
    ] as const) {
      expect((await stranger(method, `/api/shares/${id}${path}`, {})).statusCode).toBe(404);
    }
  });

  it("the tag, secrets, and logins of who shares are not in it, nor who they are", async () => {
    const told = await Promise.all(
      ["", "/workspace", `/builds/${built.build}`, `/builds/${built.build}/events`].map(
        async (rest) => (await stranger("GET", `/api/shares/${id}${rest}`)).body,
      ),
    );
    expect(told.join()).not.toMatch(/strata=|password|"owner"|"context"/);
  });

  it("a fork takes nothing but the files of the share", async () => {
    const { id: fork } = (await attacker("POST", `/api/shares/${id}/fork`)).json();
    expect((await attacker("GET", routes.workspaceById(fork))).json().lastBuild).toBeUndefined();
    expect((await attacker("GET", routes.build(built.build))).statusCode).toBe(404);
  });

  it("a page of another site can't make, fork, or remove one with its reader's cookie", async () => {
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    const make = { workspace: built.workspace };
    expect((await victim("POST", "/api/shares", make, foreign)).json().code).toBe("request/foreign");
    expect((await victim("POST", `/api/shares/${id}/fork`, {}, foreign)).json().code).toBe("request/foreign");
    expect((await victim("DELETE", routes.share(id), undefined, foreign)).json().code).toBe("request/foreign");
    expect((await stranger("GET", routes.share(id), undefined, foreign)).json().code).toBe("request/foreign");
  });
});

describe("attacks by frames", () => {
  it("a share for frames may be framed by any page", async () => {
    const { statusCode, headers, body } = await stranger("GET", `/embed/${id}?theme=dark`, undefined, FRAME);
    expect([statusCode, body]).toEqual([200, "<p>embed.html"]);
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors \*/);
    expect(headers["x-frame-options"]).toBeUndefined();
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  it.each(["/", "/w/any", "/s/any", "/class/any", "/embed.html", "/embed/", "/embed/a/b", "/embedded", "/404.html"])(
    "%s can't be framed",
    async (url) => {
      expect((await stranger("GET", url, undefined, FRAME)).statusCode).toBe(403);
      // A browser that does not say where a request leads is kept from showing the answer.
      const { headers } = await stranger("GET", url);
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["x-frame-options"]).toBe("DENY");
    },
  );

  it("a framed share gets no cookie, and neither do its requests", async () => {
    expect((await stranger("GET", `/embed/${id}`)).headers["set-cookie"]).toBeUndefined();
    for (const rest of ["", "/workspace", `/builds/${built.build}`, `/builds/${built.build}/events`]) {
      const { headers } = await stranger("GET", `/api/shares/${id}${rest}`);
      expect(headers["set-cookie"]).toBeUndefined();
    }
  });

  it("the address of a share for frames leads to nothing else", async () => {
    for (const url of ["/embed/..%2findex.html", "/embed/%2e%2e", "/embed/../index.html"]) {
      const { headers, body } = await stranger("GET", url);
      if (headers["x-frame-options"] === undefined) expect(body).toBe("<p>embed.html");
      else expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    }
  });
});
