import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DockerConsole, type TestScreen } from "./dockerFixture.ts";

let console: DockerConsole;
let screen: TestScreen;

beforeAll(async () => {
  console = new DockerConsole();
  await console.run("echo 'FROM busybox' > Dockerfile; docker build -q -t app .");
  screen = await console.sit();
});

afterAll(() => console.close());

/** The lines between what was typed and the next prompt. */
async function answer(line: string): Promise<string> {
  await screen.type(`${line}\r`);
  await screen.until("\r\n");
  return screen.until("$ ");
}

describe("at a terminal", () => {
  it("docker run -it gives the container's own, with its size and exit code", async () => {
    await screen.type("docker run -it --rm --name inside app sh\r");
    await screen.until("/ # ");
    await screen.type("tty; stty size; exit 3\r");
    expect(await screen.until("$ ")).toMatch(/\/dev\/pts\/\d+\r\n24 80\r\n.*\[3\]/s);
  });

  it("docker exec -it opens a shell in a running container", async () => {
    await answer("docker run -d --name web app sleep 600");
    await screen.type("docker exec -it web sh\r");
    await screen.until("/ # ");
    await screen.type("echo made > /file; exit\r");
    await screen.until("$ ");
    expect(await answer("docker exec web cat /file")).toContain("made\r\n");
  });

  it("the keys of docker detach leave a container running", async () => {
    await screen.type("docker run -it --name stays app sh\r");
    await screen.until("/ # ");
    await screen.type("\u0010\u0011");
    expect(await screen.until("$ ")).toContain("read escape sequence");
    expect(await answer("docker ps --filter name=stays --format '{{.State}}'")).toContain("running\r\n");
    await screen.type("docker attach stays\r");
    await screen.until("\r\n");
    await screen.type("exit 5\r");
    expect(await screen.until("$ ")).toContain("[5]");
  });

  it("invalid detach keys are rejected", async () => {
    await answer("docker run -d --name keys app sleep 600");
    expect(await answer("docker exec -it --detach-keys nonsense keys sh")).toContain(
      "invalid detach keys (nonsense) provided\r\n",
    );
  });

  it("Ctrl-C ends docker logs -f, and not the container", async () => {
    await answer("docker run -d --name talks app sh -c 'echo spoken; sleep 600'");
    await screen.type("docker logs -f talks\r");
    await screen.until("spoken\r\n");
    await screen.type("\u0003");
    await screen.until("$ ");
    expect(await answer("docker ps --filter name=talks --format '{{.State}}'")).toContain("running\r\n");
  });

  it("Ctrl-C reaches a container in the foreground", async () => {
    await screen.type("docker run --rm app sh -c \"trap 'echo caught; exit 9' INT; echo ready; sleep 600 & wait\"\r");
    await screen.until("ready\r\n");
    await screen.type("\u0003");
    expect(await screen.until("$ ")).toMatch(/caught\r\n.*\[9\]/s);
  });

  it("Ctrl-C cancels a build", async () => {
    await answer("echo 'RUN echo begun; sleep 600' >> Dockerfile");
    await screen.type("docker build .\r");
    await screen.until("begun");
    await screen.type("\u0003");
    expect(await screen.until("$ ")).toContain("Canceled");
    expect(console.services.builds.kept.list(console.owner, { limit: 1, before: undefined }).builds[0]?.state).toBe(
      "canceled",
    );
  });

  it("docker login asks for the name and, unseen, for the password", async () => {
    await screen.type("docker login 127.0.0.1:1\r");
    await screen.until("Username: ");
    await screen.type("me\r");
    await screen.until("Password: ");
    await screen.type("hush\r");
    expect(await screen.until("$ ")).not.toContain("hush");
  });

  it("docker prune asks before it removes", async () => {
    await screen.type("docker container prune\r");
    await screen.until("[y/N] ");
    await screen.type("n\r");
    expect(await screen.until("$ ")).not.toContain("Deleted");
  });
});
