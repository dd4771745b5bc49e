import { z } from "zod";
import { buildAcceptedSchema, buildSchema } from "../../contract/build.ts";
import { digestSchema } from "../../contract/names/digest.ts";
import { routes } from "../../contract/routes.ts";
import { findFile } from "../../contract/workspaceFiles.ts";
import { firstWorkspace } from "../../server/workspaces/firstWorkspace.ts";

/** One of those who build: an owner of their own, by the cookie of a browser. */
export interface SampleOwner {
  /** Changes the RUN of the first example and builds it; whether that worked. */
  build(): Promise<boolean>;
}

export async function enter(url: string): Promise<SampleOwner> {
  const greeting = await fetch(url + routes.me());
  const cookie = greeting.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { "content-type": "application/json", cookie };
    return await (await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  const { files } = firstWorkspace();
  const texts = files.map(({ path, text }) => ({ path, text: text ?? "" }));
  const { digest } = z.object({ digest: digestSchema }).parse(await post(routes.contexts(), { files: texts }));
  const dockerfile = findFile(files, "Dockerfile")?.text ?? "";
  let edits = 0;
  return {
    async build() {
      edits += 1;
      const dockerfileText = dockerfile.replace("RUN ", `RUN echo ${cookie.length}-${edits}; `);
      const { id } = buildAcceptedSchema.parse(await post(routes.builds(), { context: digest, dockerfileText }));
      // Its events end when it does.
      await (await fetch(url + routes.buildEvents(id), { headers: { cookie } })).text();
      const ended = await fetch(url + routes.build(id), { headers: { cookie } });
      return buildSchema.parse(await ended.json()).state === "done";
    },
  };
}
