import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { DockerConsole } from "./dockerFixture.ts";

let console: DockerConsole;

beforeAll(async () => {
  console = new DockerConsole();
  await console.run(`cat > Dockerfile << 'END'
FROM busybox
RUN mkdir /app && echo hello > /app/greeting
CMD ["cat", "/app/greeting"]
END
docker build -q -t app .`);
});

afterAll(() => console.close());

describe("docker run", () => {
  it("passes on stdout, stderr, stdin, and the exit code", async () => {
    expect(await console.run("docker run --rm app")).toEqual({ code: 0, out: "hello\n", err: "" });
    expect(await console.run("docker run --rm app sh -c 'echo out; echo err >&2; exit 7'")).toEqual({
      code: 7,
      out: "out\n",
      err: "err\n",
    });
    expect((await console.run("docker run -i --rm app cat", "typed\n")).out).toBe("typed\n");
    expect((await console.run("echo piped | docker run -i --rm app cat")).out).toBe("piped\n");
  });

  it("has Docker's exit codes for commands that can't be executed", async () => {
    const missing = await console.run("docker run --rm app nosuch");
    expect(missing.code).toBe(127);
    expect(missing.err).toMatch(
      /^docker: Error response from daemon: .*exec: "nosuch": executable file not found in \$PATH\n/,
    );
    expect(missing.err).toMatch(/\n\nRun 'docker run --help' for more information\n$/);
    expect((await console.run("docker run --rm app /etc")).code).toBe(126);
    expect((await console.run("docker run --rm -u nosuch app id")).code).toBe(125);
  });

  it("takes files of variables and labels from the workspace", async () => {
    await console.run("echo A=1 > vars; echo '# no' >> vars; echo B >> vars; export B=2; echo l=1 > labels");
    const line = "docker run --rm --name one --env-file vars -e C=3 --label-file labels --cidfile cid app";
    expect((await console.run(`${line} sh -c 'echo $A $B $C'`)).out).toBe("1 2 3\n");
    expect((await console.run("cat cid")).out).toMatch(/^[0-9a-f]{64}$/);
    expect(await console.run("docker run --env-file none app")).toMatchObject({
      code: 125,
      err: "docker: open none: no such file or directory\n\nRun 'docker run --help' for more information\n",
    });
  });

  it("sets the limits, the name of the host, and the mounts it is asked for", async () => {
    const line = "docker run --rm --network none --read-only --tmpfs /t --hostname h -m 32m --cpus 0.5 app";
    expect((await console.run(`${line} sh -c 'hostname; touch /x; touch /t/x && echo ok'`)).out).toBe("h\nok\n");
  });

  it("says that nobody can type into -it without a terminal", async () => {
    expect(await console.run("docker run -it app sh")).toEqual({
      code: 1,
      out: "",
      err: "the input device is not a TTY\n",
    });
  });

  it("looks in a registry for an image that is not found", async () => {
    const { code, err } = await console.run("docker run 127.0.0.1:1/nosuch");
    expect(code).toBe(125);
    expect(err).toMatch(
      /^Unable to find image '127.0.0.1:1\/nosuch:latest' locally\nlatest: Pulling from nosuch\ndocker: Error/,
    );
    expect(await console.run("docker run --pull never nosuch")).toMatchObject({
      code: 125,
      err: expect.stringContaining("docker: Error response from daemon: No such image: nosuch:latest\n"),
    });
  });

  it("runs the busybox that comes with Strata on a fresh server if no registry is reachable", async () => {
    const nowhere = "http://127.0.0.1:1";
    const offline = new DockerConsole({ STRATA_REGISTRY_MIRROR: nowhere, HTTPS_PROXY: nowhere });
    onTestFinished(() => offline.close());
    expect(await offline.run("docker run --rm busybox echo hello")).toEqual({
      code: 0,
      out: "hello\n",
      err: `Unable to find image 'busybox:latest' locally
latest: Pulling from library/busybox
Status: Could not pull busybox:latest: no registry that has it is reachable. Using the busybox that comes with Strata.
`,
    });
    expect((await offline.run("docker images --format '{{.Repository}}:{{.Tag}}'")).out).toBe("busybox:latest\n");
    expect((await offline.run("docker pull -q python:3")).err).toContain("busybox");
  });

  it.each([
    ["docker run", 1, "docker: 'docker run' requires at least 1 argument\n"],
    ["docker run -m abc app", 125, 'invalid argument "abc" for "-m, --memory" flag: invalid size: \'abc\'\n'],
    ["docker run --gpus all app", 125, "docker: --gpus is not available: containers here never get privileges"],
    ["docker run --foo app", 125, "unknown flag: --foo\n"],
    ["docker run -v /tmp:/x app", 125, "docker: Folders of the machine can't be mounted: use a volume"],
  ])("%s", async (line, code, err) => {
    expect(await console.run(line)).toMatchObject({ code, err: expect.stringContaining(err) });
  });
});

describe("a container in the background", () => {
  beforeAll(async () => {
    const { out } = await console.run("docker run -d --name web --label x=y -e A=b -v data:/data app sleep 600");
    expect(out).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it("is listed", async () => {
    const { out } = await console.run("docker ps");
    expect(out).toMatch(
      /^CONTAINER ID {3}IMAGE {5}COMMAND {7}CREATED +STATUS +PORTS {5}NAMES\n[0-9a-f]{12} {3}app {7}"sleep 600" /,
    );
    expect((await console.run("docker ps --format '{{.Names}} {{.State}} {{.Mounts}} {{.Label \"x\"}}'")).out).toBe(
      "web running data y\n",
    );
    expect((await console.run("docker ps -q --filter name=we --filter status=running")).out).toMatch(
      /^[0-9a-f]{12}\n$/,
    );
    expect((await console.run("docker ps -q --filter status=exited")).out).toBe("");
    expect(await console.run("docker ps --filter status=bar")).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        "invalid filter 'status=bar': invalid value for state (bar): must be one of created,",
      ),
    });
  });

  it("runs other commands, with and without stdin", async () => {
    expect(await console.run("docker exec web cat /app/greeting")).toEqual({ code: 0, out: "hello\n", err: "" });
    expect((await console.run("docker exec -e X=1 -w /app web sh -c 'echo $A $X $PWD; exit 4'")).out).toBe(
      "b 1 /app\n",
    );
    expect((await console.run("docker exec web sh -c 'exit 4'")).code).toBe(4);
    expect((await console.run("docker exec -i web cat", "typed\n")).out).toBe("typed\n");
    expect((await console.run("docker exec web nosuch")).code).toBe(127);
    expect((await console.run("docker exec -d web touch /detached")).code).toBe(0);
  });

  it("lists what was changed, and becomes an image", async () => {
    await console.run("docker exec web sh -c 'echo new > /new; rm /app/greeting'");
    const { out } = await console.run("docker diff web");
    expect(out).toContain("A /new\n");
    expect(out).toContain("C /app\nD /app/greeting\n");
    const commit = `docker commit -m "added file" -a "my name" -c 'CMD ["cat","/new"]' web app:changed`;
    expect((await console.run(commit)).out).toMatch(/^sha256:[0-9a-f]{64}\n$/);
    expect((await console.run("docker run --rm app:changed")).out).toBe("new\n");
    expect((await console.run("docker history app:changed")).out.split("\n")[1]).toMatch(/sleep 600 .* added file$/);
    expect((await console.run("docker inspect -f '{{.Author}}' app:changed")).out).toBe("my name\n");
  });

  it("exchanges files with the workspace", async () => {
    await console.run("mkdir -p dir/in; echo 1 > dir/one; echo 2 > dir/in/two");
    expect((await console.run("docker cp dir web:/ && docker exec web cat /dir/one /dir/in/two")).out).toBe("1\n2\n");
    expect((await console.run("docker cp dir/. web:/tmp && docker exec web ls /tmp")).out).toBe("in\none\n");
    expect((await console.run("docker cp dir/one web:/renamed && docker exec web cat /renamed")).out).toBe("1\n");
    expect((await console.run("docker cp web:/dir back && cat back/one back/in/two")).out).toBe("1\n2\n");
    expect((await console.run("docker cp web:/dir/one file && cat file")).out).toBe("1\n");
    expect((await console.run("docker cp web:/dir - | docker cp - web:/tmp && docker exec web ls /tmp/dir")).out).toBe(
      "in\none\n",
    );
  });

  it.each([
    ["docker cp web:/nosuch x", "Error response from daemon: Could not find the file /nosuch in container web\n"],
    ["docker cp nosuch web:/", "lstat nosuch: no such file or directory\n"],
    ["docker cp dir/one web:/nosuch/", "no such directory\n"],
    ["docker cp web:/dir/one none/x", 'invalid output path: directory "/none" does not exist\n'],
    ["docker cp a b", "must specify at least one container source\n"],
    ["docker cp web:/a web:/b", "copying between containers is not supported\n"],
  ])("%s is refused", async (line, err) => {
    expect(await console.run(line)).toMatchObject({ code: 1, err: expect.stringContaining(err) });
  });

  it("shows its processes and what it uses", async () => {
    expect((await console.run("docker top web")).out).toMatch(
      /^UID +PID +PPID +C +STIME +TTY +TIME +CMD\n0 +1 .* sleep 600\n$/,
    );
    const { out } = await console.run("docker stats --no-stream web");
    expect(out).toMatch(
      /^CONTAINER ID {3}NAME {6}CPU % {5}MEM USAGE \/ LIMIT .*\n[0-9a-f]{12} {3}web .*B \/ .*B .* 1\n$/,
    );
  });

  it("is inspected", async () => {
    expect((await console.run("docker inspect -f '{{.State.Status}} {{.Config.Cmd}} {{.Name}}' web")).out).toBe(
      "running [sleep 600] /web\n",
    );
    expect((await console.run("docker inspect -f '{{range .Mounts}}{{.Name}}:{{.Destination}}{{end}}' web")).out).toBe(
      "data:/data\n",
    );
  });

  it("is paused, and says so", async () => {
    expect((await console.run("docker pause web")).out).toBe("web\n");
    expect((await console.run("docker ps --format '{{.Status}}'")).out).toMatch(/^Up .* \(Paused\)\n$/);
    expect((await console.run("docker pause web")).err).toMatch(
      /^Error response from daemon: Container [0-9a-f]{64} is already paused\n/,
    );
    expect((await console.run("docker unpause web")).out).toBe("web\n");
  });

  it("keeps its volume from being removed", async () => {
    expect((await console.run("docker volume ls -q")).out).toBe("data\n");
    expect((await console.run("docker volume rm data")).err).toMatch(
      /^Error response from daemon: remove data: volume is in use - \[/,
    );
    expect(await console.run("docker volume inspect -f '{{.Driver}}' data")).toMatchObject({ out: "local\n" });
  });

  it("is exported, and becomes an image again", async () => {
    await console.run("docker export -o all.tar web");
    expect((await console.run('docker import -c \'CMD ["cat", "/new"]\' all.tar flat')).out).toMatch(/^sha256:/);
    expect((await console.run("docker run --rm flat")).out).toBe("new\n");
  });

  it("is renamed, stopped, started, and removed", async () => {
    expect((await console.run("docker rename web web")).err).toBe(
      "Error response from daemon: Renaming a container with the same name as its current name\nChoose another name.\nError: failed to rename container named web\n",
    );
    await console.run("docker rename web shop");
    expect((await console.run("docker rm shop")).err).toContain(
      "container is running: stop the container before removing or force remove\n",
    );
    expect(await console.run("docker stop -t 0 shop nosuch")).toMatchObject({
      code: 1,
      out: "shop\n",
      err: expect.stringContaining("Error response from daemon: No such container: nosuch\n"),
    });
    expect((await console.run("docker ps -a --filter name=shop --format '{{.Status}}'")).out).toMatch(
      /^Exited \(137\) .* ago\n$/,
    );
    expect(await console.run("docker attach shop")).toMatchObject({
      code: 1,
      err: "You cannot attach to a stopped container, start it first\n",
    });
    expect((await console.run("docker start shop && docker restart -t 0 shop && docker kill shop")).out).toBe(
      "shop\nshop\nshop\n",
    );
    expect((await console.run("docker wait shop && docker rm -v shop")).out).toBe("137\nshop\n");
    expect((await console.run("docker rm -f nosuch")).code).toBe(0);
  });
});

describe("docker logs", () => {
  beforeAll(() => console.run("docker run --name talks app sh -c 'echo one; echo two; echo three >&2'"));
  afterAll(() => console.run("docker rm talks"));

  it("has what was written, apart", async () => {
    expect(await console.run("docker logs talks")).toEqual({ code: 0, out: "one\ntwo\n", err: "three\n" });
  });

  it("has the last lines, and times", async () => {
    expect((await console.run("docker logs -n 2 talks")).out).toBe("two\n");
    expect((await console.run("docker logs -t talks")).out).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z one\n/);
    expect((await console.run("docker logs --until 1h talks")).out).toBe("");
    expect(await console.run("docker logs --since x talks")).toEqual({
      code: 1,
      out: "",
      err: 'invalid value for "since": failed to parse value as time or duration: "x"\n',
    });
  });

  it("comes again when the container is started with -a", async () => {
    expect(await console.run("docker start -a talks")).toEqual({ code: 0, out: "one\ntwo\n", err: "three\n" });
  });
});

describe("docker prune", () => {
  it("removes stopped containers and unused volumes", async () => {
    await console.run("docker create --name idle app; docker volume create unused");
    expect((await console.run("docker container prune -f")).out).toMatch(
      /^Deleted Containers:\n(?:[0-9a-f]{64}\n)+\nTotal reclaimed space: \d.*B\n$/,
    );
    expect((await console.run("docker volume prune -a -f")).out).toContain("unused\n");
    expect((await console.run("docker system prune -f")).out).toContain("Total reclaimed space: ");
  });
});
