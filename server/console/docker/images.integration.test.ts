import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DockerConsole } from "./dockerFixture.ts";

let console: DockerConsole;

beforeAll(async () => {
  console = new DockerConsole();
  await console.run(`cat > Dockerfile << 'END'
FROM busybox
LABEL maintainer=me
RUN echo hello > /greeting
CMD ["cat", "/greeting"]
END`);
});

afterAll(() => console.close());

const ID = /^sha256:[0-9a-f]{64}\n$/;

describe("docker build", () => {
  it("builds the workspace's files, and says how it goes on stderr as BuildKit does", async () => {
    const { code, out, err } = await console.run("docker build -t app:1 .");
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain("#1 [internal] load build definition from Dockerfile\n#1 transferring dockerfile: ");
    expect(err).toMatch(/\n#\d \[2\/2\] RUN echo hello > \/greeting\n#\d DONE /);
    expect(err).toMatch(/ writing image sha256:[0-9a-f]{64} done\n#\d naming to docker.io\/library\/app:1 done\n/);
  });

  it("shows on the page like any other build, and notifies the page", () => {
    const { builds } = console.services.builds.kept.list(console.owner, { limit: 1, before: undefined });
    expect(builds).toMatchObject([{ state: "done", image: { tags: ["app:1"] } }]);
    expect(console.builds).toEqual(builds.map(({ id }) => id));
  });

  it("prints the ID alone with -q", async () => {
    const { code, out, err } = await console.run("docker build -q .");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(ID);
  });

  it("takes a subfolder as the context, and a Dockerfile by its path", async () => {
    await console.run(
      "mkdir -p sub; echo one > sub/file; echo 'FROM busybox' > sub/other; echo 'COPY file /' >> sub/other",
    );
    expect(await console.run("docker build -q -f sub/other -t sub sub")).toMatchObject({ code: 0, err: "" });
    expect(await console.run("docker build -q -f Dockerfile -t outside sub")).toMatchObject({ code: 0, err: "" });
  });

  it("reads a Dockerfile from stdin", async () => {
    expect(await console.run("docker build -q -", "FROM busybox\n")).toMatchObject({ code: 0, err: "" });
    expect(await console.run("docker build -q - < sub/other")).toMatchObject({ code: 1 });
  });

  it("takes arguments, labels, secrets, a target, and writes the ID", async () => {
    await console.run(`cat > args << 'END'
FROM busybox AS one
ARG X
ARG Y
RUN --mount=type=secret,id=token test "$(cat /run/secrets/token)" = hush
LABEL x=$X y=$Y
FROM busybox AS two
RUN exit 9
END
echo -n hush > token`);
    const line = "docker build -q -f args --target one --build-arg X=1 --build-arg Y --label z=3";
    await console.run("export Y=2");
    expect(await console.run(`${line} --secret id=token,src=token --iidfile id -t args .`)).toMatchObject({ code: 0 });
    expect(await console.run("docker inspect -f '{{json .Config.Labels}}' args")).toEqual({
      code: 0,
      out: '{"x":"1","y":"2","z":"3"}\n',
      err: "",
    });
    expect((await console.run("cat id")).out).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("shows the place of an error, the daemon's words, and a line that helps", async () => {
    await console.run("echo 'FROM busybox' > bad; echo 'RUN echo start; exit 3' >> bad");
    const { code, err } = await console.run("docker build -f bad .");
    expect(code).toBe(1);
    const failure = 'process "/bin/sh -c echo start; exit 3" did not complete successfully: exit code: 3';
    expect(err).toContain(`ERROR: ${failure}\n------\n > [2/2] RUN echo start; exit 3:\nstart\n------\nbad:2\n`);
    expect(err).toContain("   1 |     FROM busybox\n   2 | >>> RUN echo start; exit 3\n   3 |     \n");
    expect(err).toMatch(/ERROR: failed to build: failed to solve: process .* exit code: 3\n.+\n$/);
  });

  it.each([
    ["docker build nosuch", 'unable to prepare context: path "nosuch" not found'],
    ["docker build -f nosuch .", "failed to solve: failed to read dockerfile: open nosuch: no such file or directory"],
    ["docker build --target none .", 'failed to solve: target stage "none" could not be found'],
    ["docker build -t A:b .", 'invalid tag "A:b": '],
    ["docker build https://example.com/x.git", "unable to prepare context: a URL is not available here"],
  ])("%s is told as buildx does", async (line, message) => {
    const { code, err } = await console.run(line);
    expect(code).toBe(1);
    expect(err).toContain(`ERROR: failed to build: ${message}`);
  });

  it("rejects unsupported flags in one sentence", async () => {
    expect(await console.run("docker build --push .")).toEqual({
      code: 125,
      out: "",
      err: "docker: --push is not available: push it afterwards with docker push.\n",
    });
  });
});

describe("docker images", () => {
  it("lists names with short IDs, ages, and sizes", async () => {
    const { out } = await console.run("docker images app");
    expect(out).toMatch(
      /^REPOSITORY {3}TAG {7}IMAGE ID {7}CREATED +SIZE\napp {10}1 {9}[0-9a-f]{12} {3}.* ago +1\.98MB\n$/,
    );
  });

  it("filters, and prints IDs and templates", async () => {
    await console.run("docker tag app:1 app:2");
    expect(
      (await console.run("docker images --filter reference='app:*' --format '{{.Repository}}:{{.Tag}}'")).out,
    ).toBe("app:1\napp:2\n");
    expect((await console.run("docker images -q --no-trunc app:2")).out).toMatch(ID);
    expect((await console.run("docker images --filter label=maintainer=me --format '{{.Repository}}'")).out).toContain(
      "app\n",
    );
    expect(await console.run("docker images --filter foo=bar")).toMatchObject({
      code: 1,
      err: "Error response from daemon: invalid filter 'foo'\n",
    });
  });
});

describe("docker tag and rmi", () => {
  it("remove a name, and the image with its last name", async () => {
    await console.run("docker tag sub sub:2");
    expect(await console.run("docker rmi sub:2")).toEqual({ code: 0, out: "Untagged: sub:2\n", err: "" });
    expect((await console.run("docker rmi sub")).out).toMatch(/^Untagged: sub:latest\nDeleted: sha256:[0-9a-f]{64}\n$/);
  });

  it("continues after a name that is not found", async () => {
    const { code, out, err } = await console.run("docker rmi nosuch outside");
    expect(code).toBe(1);
    expect(out).toContain("Untagged: outside:latest\n");
    expect(err).toContain("Error response from daemon: No such image: nosuch:latest\n");
  });

  it("refuses the image of a container, and says which", async () => {
    await console.run("docker tag app:1 used && docker create --name user used");
    await console.run("docker rmi app:1 app:2");
    const { code, err } = await console.run("docker rmi used");
    expect(code).toBe(1);
    expect(err).toMatch(
      /^Error response from daemon: conflict: unable to remove repository reference "used" \(must force\) - container [0-9a-f]{12} is using its referenced image [0-9a-f]{12}\n.+\n$/,
    );
    await console.run("docker rm user && docker tag used app:1");
  });
});

describe("docker history and inspect", () => {
  it("show an image's rows, newest first", async () => {
    const { out } = await console.run("docker history app:1");
    const [header, first, second, third] = out.split("\n");
    expect(header).toMatch(/^IMAGE {10}CREATED +CREATED BY +SIZE {6}COMMENT$/);
    expect(first).toMatch(/^[0-9a-f]{12} .* CMD \["cat" "\/greeting"\] +0B +buildkit\.dockerfile\.v0$/);
    expect(second).toMatch(/^<missing> .* RUN \/bin\/sh -c echo hello > \/greeting # .*… +6B /);
    expect(third).toContain("LABEL maintainer=me");
  });

  it("find objects of all types", async () => {
    expect(await console.run("docker inspect nosuch")).toEqual({
      code: 1,
      out: "[]\n",
      err: "Error: No such object: nosuch\n",
    });
    expect((await console.run("docker inspect -f '{{index .RepoTags 0}} {{.Config.Cmd}}' app:1")).out).toBe(
      "app:1 [cat /greeting]\n",
    );
    expect((await console.run("docker image inspect app:1 | grep Architecture")).out).toContain('"Architecture": "');
    expect(await console.run("docker inspect -f '{{.Foo}}' app:1")).toEqual({
      code: 1,
      out: "\n",
      err: 'template parsing error: template: :1:2: executing "" at <.Foo>: map has no entry for key "Foo"\n',
    });
  });
});

describe("docker save, load, and import", () => {
  it("bring an image into a file of the workspace and back", async () => {
    await console.run("docker tag app:1 kept:1 && docker save -o kept.tar kept:1 && docker rmi kept:1");
    expect(await console.run("docker load -i kept.tar")).toMatchObject({
      code: 0,
      out: expect.stringContaining("Loaded image: kept:1\n"),
    });
    expect(await console.run("docker load", "")).toMatchObject({ code: 1 });
    expect(await console.run("docker load -i nosuch")).toEqual({
      code: 1,
      out: "",
      err: "open nosuch: no such file or directory\n",
    });
  });
});

describe("docker prune", () => {
  it("asks first, and does nothing without a yes", async () => {
    const { out } = await console.run("docker image prune", "n\n");
    expect(out).toBe("WARNING! This will remove all dangling images.\nAre you sure you want to continue? [y/N] ");
  });

  it("removes what has no name and prints the space it freed", async () => {
    const { out } = await console.run("docker image prune -f");
    expect(out).toMatch(/^Deleted Images:\n(?:deleted: sha256:[0-9a-f]{64}\n)+\nTotal reclaimed space: \d.*B\n$/);
    expect((await console.run("docker system df")).out).toMatch(/^TYPE {12}TOTAL {5}ACTIVE {4}SIZE .*\nImages /);
  });
});

describe("docker", () => {
  it.each([
    ["docker foo", "docker: unknown command: docker foo\n\nRun 'docker --help' for more information\n"],
    ["docker compose up", "docker: 'docker compose' is not available here: start each container with docker run.\n"],
  ])("answers %s", async (line, err) => {
    expect(await console.run(line)).toEqual({ code: 1, out: "", err });
  });
});
