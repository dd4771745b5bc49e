import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { workspaceOf } from "#server/shares/shareFixture.ts";
import type { TestApp } from "../testApp.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** For tests: sends requests as the browser with this cookie. */
export const browserOf =
  ({ app }: TestApp, cookie = "") =>
  (method: Method, url: string, payload?: object, more: Record<string, string> = {}) =>
    app.inject({
      method,
      url,
      headers: { host: "localhost", ...(cookie === "" ? {} : { cookie }), ...more },
      ...(payload === undefined ? {} : { payload }),
    });

/** For tests: a workspace, a finished build of it, and the image of two layers that it made. */
export async function builtWorkspace(test: TestApp, owner: string, cookie = "") {
  const send = browserOf(test, cookie);
  const { blobs, images } = test.services;
  const layers = [
    putLayer(blobs, { "bin/": "", "bin/sh": "shell" }),
    putLayer(blobs, { "bin/-sh": "", "app/run": "go" }),
  ];
  const image = images.put({ ...newImage(layers, ["app:1"]), workspace: owner, baseName: "busybox", baseLayers: 1 });
  const workspace: string = (await send("POST", "/api/workspaces", workspaceOf("FROM busybox\nCOPY . /"))).json().id;
  const build = await finishedBuild(test, cookie, image);
  return { workspace, build, image };
}

async function finishedBuild(test: TestApp, cookie: string, image: StoredImage): Promise<string> {
  const { builder } = test;
  const number = builder.started.length;
  const { id } = (
    await browserOf(test, cookie)("POST", "/api/builds", { dockerfileText: "FROM busybox\nCOPY . /" })
  ).json();
  const held = await builder.held(number);
  const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 12 } };
  const step = { id: "0.0", stage: 0, instruction: "FROM", title: "FROM busybox", range: place, configOnly: false };
  held.emit({ type: "planned", stages: [{ index: 0, from: "busybox", range: place }], steps: [step] });
  held.emit({ type: "step", step: "0.0", state: "running", at: 1 });
  held.emit({ type: "log", step: "0.0", stream: "stdout", text: "pulling\n" });
  held.emit({ type: "step", step: "0.0", state: "done", at: 2 });
  held.finish({ image: { id: image.id, tags: ["app:1"] } });
  for (;;) {
    const { state } = (await browserOf(test, cookie)("GET", `/api/builds/${id}`)).json();
    if (state !== "running" && state !== "queued") return id;
  }
}
