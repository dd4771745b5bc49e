import { guardWithPassword } from "../server/oci/distribution/guardFixture.ts";
import { type PushRegistry, startPushRegistry } from "../server/oci/distribution/pushRegistryFixture.ts";
import { ConsolePage } from "./pages/consolePage.ts";
import { expect, test } from "./pages/test.ts";

const PASSWORD = "s3cret-word";

let registry: PushRegistry;
let stop: () => void;

test.beforeEach(async () => {
  registry = await startPushRegistry((end) => {
    stop = end;
  });
  guardWithPassword(registry, "me", PASSWORD);
});

test.afterEach(() => stop());

test("an image is tagged, pushed after a login, removed, and pulled back, and so with Strata's own registry", async ({
  strata,
  baseURL,
}) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: `FROM busybox\nRUN echo ${Date.now()} > /made\n` });
  await ui.open();
  const theirs = `${registry.host}/team/app:1`;
  await ui.run(`docker build -q -t app:1 . && docker tag app:1 ${theirs} && docker push ${theirs}`);
  await ui.expect(`log in to ${registry.host}`);
  await ui.run(`clear; docker login -u me ${registry.host}`);
  await ui.expect("Password: ");
  await ui.run(PASSWORD);
  await ui.expect("Login Succeeded");
  await expect(ui.screen).not.toContainText(PASSWORD);
  await ui.run(`clear; docker push ${theirs}`);
  await ui.expect(/1: digest: sha256:[0-9a-f]{64}/);
  expect(registry.manifests.has("team/app:1")).toBe(true);
  await ui.run(`clear; docker rmi app:1 ${theirs}; clear; docker pull ${theirs}`);
  await ui.expect("Status: Downloaded newer image");

  const own = `${new URL(baseURL ?? "").host}/team/app:1`;
  await ui.run(`clear; docker tag ${theirs} team/app:1 && docker tag ${theirs} ${own} && docker push ${own}`);
  await ui.expect(/1: digest: sha256:[0-9a-f]{64}/);
  await ui.run(`clear; docker rmi ${own}; clear; docker pull ${own}`);
  await ui.expect(/Status: .* for localhost/);
  await ui.run(`clear; docker run --rm ${own} wc -l /made`);
  await ui.expect("1 /made");
});
