import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { workspaceContentSchema } from "#contract/workspace.ts";
import { createWorkspace, openTestConsole, type TestConsole } from "./consoleFixture.ts";
import { createTestApp, type TestApp } from "./testApp.ts";

let test: TestApp;
const opened: TestConsole[] = [];

beforeAll(async () => {
  test = await createTestApp();
});
afterEach(() => {
  for (const { connection } of opened.splice(0)) connection.session.close("exit");
});
afterAll(() => test.close());

function open(texts: Record<string, string> = {}): TestConsole {
  const workspace = createWorkspace(test, {
    Dockerfile: "FROM busybox\nRUN echo hi\n",
    "app/main.py": "print('hello')\n",
    "app/lib/util.py": "# util\n",
    "README.md": "one\ntwo\nthree\n",
    ...texts,
  });
  const console = openTestConsole(test.services.consoles, { workspace });
  opened.push(console);
  return console;
}

async function outputs(lines: readonly string[], texts: Record<string, string> = {}): Promise<string> {
  const console = open(texts);
  let all = "";
  for (const line of lines) {
    const { code, output } = await console.run(line);
    all += `${output}${code === 0 ? "" : `[${code}]\n`}`;
  }
  return all;
}

describe("the words of the console", () => {
  it.each<[string, string[], string]>([
    ["ls lists in columns", ["ls"], "Dockerfile  README.md  app\n"],
    ["ls in a pipe lists one per line", ["ls | cat"], "Dockerfile\nREADME.md\napp\n"],
    ["ls -l prints modes and bytes", ["ls -l app"], "drwxr-xr-x  0 lib\n-rw-r--r-- 15 main.py\n"],
    ["ls -R goes into folders", ["ls -R app"], "app:\nlib  main.py\n\napp/lib:\nutil.py\n"],
    [
      "ls of nothing",
      ["ls nope app/main.py/x"],
      "ls: cannot access 'nope': No such file or directory\nls: cannot access 'app/main.py/x': Not a directory\n[2]\n",
    ],
    ["ls with an unknown flag", ["ls -Z"], "ls: invalid option -- 'Z'\nTry 'ls --help' for more information.\n[2]\n"],
    [
      "cat",
      ["cat README.md", "cat nope app"],
      "one\ntwo\nthree\ncat: nope: No such file or directory\ncat: app: Is a directory\n[1]\n",
    ],
    ["cat -n", ["cat -n Dockerfile"], "     1\tFROM busybox\n     2\tRUN echo hi\n"],
    [
      "head and tail",
      ["head -n 1 README.md; tail -1 README.md; tail -n +2 README.md", "head -n x README.md"],
      "one\nthree\ntwo\nthree\nhead: invalid number of lines: 'x'\n[1]\n",
    ],
    [
      "head of several",
      ["head -n1 README.md Dockerfile"],
      "==> README.md <==\none\n\n==> Dockerfile <==\nFROM busybox\n",
    ],
    [
      "touch makes a file that exists from then on",
      ["touch a b/c", "ls a"],
      "touch: cannot touch 'b/c': No such file or directory\n[1]\na\n",
    ],
    [
      "mkdir keeps an empty folder",
      ["mkdir x/y; mkdir -p x/y && mkdir x", "ls x"],
      "mkdir: cannot create directory 'x/y': No such file or directory\nmkdir: cannot create directory 'x': File exists\n[1]\ny\n",
    ],
    [
      "rm",
      ["rm app", "rm -r app README.md && ls", "rm nope; rm -f nope", "rm -rf /"],
      "rm: cannot remove 'app': Is a directory\n[1]\nDockerfile\nrm: cannot remove 'nope': No such file or directory\nrm: refusing to remove '.' or '..' or the whole workspace: skipping '/'\n[1]\n",
    ],
    ["rmdir", ["mkdir e && rmdir e && rmdir app"], "rmdir: failed to remove 'app': Directory not empty\n[1]\n"],
    [
      "mv renames, and moves into folders",
      ["mv README.md app/ && mv app web && ls web", "mv web web/lib", "mv nope x"],
      "README.md  lib  main.py\nmv: cannot move 'web' to a subdirectory of itself, 'web/lib'\n[1]\nmv: cannot stat 'nope': No such file or directory\n[1]\n",
    ],
    [
      "cp",
      ["cp app x", "cp -r app x && ls x && cp README.md x/lib && ls x/lib", "cp README.md README.md"],
      "cp: -r not specified; omitting directory 'app'\n[1]\nlib  main.py\nREADME.md  util.py\ncp: 'README.md' and 'README.md' are the same file\n[1]\n",
    ],
    ["echo", ["echo a  b; echo -n x; echo; echo -e 'a\\tb\\n'"], "a b\nx\na\tb\n\n"],
    [
      "pwd and cd",
      ["pwd; cd app/lib; pwd; cd ..; pwd; cd -; cd; pwd", "cd nope; cd README.md"],
      "/\n/app/lib\n/app\n/app/lib\n/\ncd: nope: No such file or directory\ncd: README.md: Not a directory\n[1]\n",
    ],
    [
      "tree",
      ["tree"],
      ".\n├── Dockerfile\n├── README.md\n└── app\n    ├── lib\n    │   └── util.py\n    └── main.py\n\n2 directories, 4 files\n",
    ],
    [
      "wc",
      ["wc README.md", "wc -l README.md Dockerfile", "cat README.md | wc -l"],
      " 3  3 14 README.md\n3 README.md\n2 Dockerfile\n5 total\n3\n",
    ],
    [
      "grep",
      [
        "grep -n t README.md",
        "grep -ri HELLO .",
        "grep x README.md",
        "grep -c o README.md; grep -v o README.md",
        "grep '[' README.md",
      ],
      "2:two\n3:three\napp/main.py:print('hello')\n[1]\n2\nthree\ngrep: Unmatched [, [^, [:, [., or [=\n[2]\n",
    ],
    [
      "export and env",
      ["A=1; export B=2; C=3 env | grep -v HOME", "echo $A $B $C; unset A; echo $A."],
      "B=2\nC=3\nPWD=/\n1 2\n.\n",
    ],
    [
      "true, false, $?, !",
      ["true && echo yes", "false || echo no; echo $?", "! false; echo $?", "false"],
      "yes\nno\n0\n0\n[1]\n",
    ],
    [
      "chmod",
      ["chmod +x README.md; ls -l README.md; chmod 600 README.md; ls -l README.md; chmod zz README.md"],
      "-rwxr-xr-x 14 README.md\n-rw------- 14 README.md\nchmod: invalid mode: 'zz'\n[1]\n",
    ],
    ["which", ["which ls docker nope"], "ls: a word of this console\ndocker: a word of this console\n[1]\n"],
    [
      "unknown words say what to do",
      ["vi Dockerfile", "sudo ls", "./run.sh", "foo"],
      "vi: not available here. Open the file in the editor: it shows here once it is saved.\n[127]\nsudo: not available here. Nothing here needs more rights. Leave it out.\n[127]\n./run.sh: not available here. Run programs and scripts in a container: docker run.\n[127]\nfoo: command not found. Type help for the words there are.\n[127]\n",
    ],
    [
      "the language says what it lacks",
      ["echo $(date)", "a | | b"],
      "$(…) and backticks are not available here: run the inner command first, then paste what it printed.\n[2]\nsyntax error near unexpected token `|'\n[2]\n",
    ],
    ["help of a word", ["pwd --help"], "Usage: pwd\nPrint the current folder; / is the top of the workspace.\n"],
  ])("%s", async (_, lines, expected) => {
    expect(await outputs(lines)).toBe(expected);
  });

  it("print into files, and add to them", async () => {
    const lines = [
      "echo FROM busybox > Dockerfile",
      "echo USER 1 >> Dockerfile && cat Dockerfile",
      "cat > run.sh <<EOF\n#!/bin/sh\necho $HOME\nEOF",
      "cat run.sh; ls nope 2> err; cat < err",
      "echo x > app",
      "echo x > a/b",
      "cat README.md | head -n 1 > one; cat one",
    ];
    expect(await outputs(lines)).toBe(
      "FROM busybox\nUSER 1\n#!/bin/sh\necho /\nls: cannot access 'nope': No such file or directory\napp: Is a directory\n[1]\na/b: No such file or directory\n[1]\none\n",
    );
  });

  it("keep bytes that are no text as they are", async () => {
    const console = open();
    await console.run("echo -ne '\\xff\\x00\\x01' > bin && cp bin copy && cat bin copy > both && wc -c both");
    expect((await console.run("wc -c both; ls -l bin")).output).toBe("8 both\n-rw-r--r-- 4 bin\n");
  });

  it("see at once what the editor saves, and the editor hears of what they change", async () => {
    const console = open();
    const { workspaces, changes } = test.services;
    const { workspace, owner } = console.connection.session;
    const content = workspaceContentSchema.parse(JSON.parse(workspaces.read(owner, workspace).json));
    workspaces.save(owner, workspace, { ...content, files: content.files.slice(0, 1) }, undefined);
    expect((await console.run("ls")).output).toBe("Dockerfile\n");
    let heard = 0;
    changes.onSaved(workspace, () => (heard += 1));
    expect(await console.run("touch new")).toEqual({ code: 0, output: "" });
    expect(heard).toBe(1);
    expect(JSON.parse(workspaces.read(owner, workspace).json).files.map(({ path }: { path: string }) => path)).toEqual([
      "Dockerfile",
      "new",
    ]);
  });

  it("go on with what the editor saved if both write at the same time", async () => {
    const console = open();
    const { workspaces } = test.services;
    const { workspace, owner } = console.connection.session;
    await console.run("ls");
    const edit = test.services.bodies.workspaces.edit.bind(test.services.bodies.workspaces);
    let attempts = 0;
    test.services.bodies.workspaces.edit = async (place, edits, expected) => {
      attempts += 1;
      if (attempts === 1) {
        const content = workspaceContentSchema.parse(JSON.parse(workspaces.read(owner, workspace).json));
        const files = content.files.map((file) =>
          file.path === "README.md" ? { ...file, text: "typed meanwhile", size: 15 } : file,
        );
        workspaces.save(owner, workspace, { ...content, files }, undefined);
      }
      return edit(place, edits, expected);
    };
    await console.run("touch new && echo added >> README.md");
    expect((await console.run("cat README.md; ls new")).output).toBe("typed meanwhileadded\nnew\n");
    expect(attempts).toBe(3);
  });
});

describe("the line of the console", () => {
  it("is edited, run, and found again in a later console", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo helo\x1b[Dl\r");
    await console.until(/\nhello\n/);
    await console.type("\x1b[A\r");
    await console.until(/hello[\s\S]*\nhello\n/);
    console.connection.session.close("exit");
    await console.connection.session.ended;
    const later = openTestConsole(test.services.consoles, { workspace: console.connection.session.workspace });
    await later.until("prompt");
    await later.type("\x1b[A");
    await later.until(/\$ echo hello/);
  });

  it("never keeps a password", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo login -u me -p hunter2\r");
    await console.until("done");
    await console.type("echo next\r");
    expect((await console.run("history")).output).toBe("    1  echo next\n");
  });

  it.each([
    ["ec", "ho "],
    ["cat READ", "ME.md "],
    ["cat app/", "app/lib/     app/main.py"],
    ["cd ap", "p/"],
    ["ls | he", "ad   help"],
    ["cat < REA", "DME.md "],
    ["docker imag", "docker image   docker images"],
  ])("completes %j", async (typed, expected) => {
    const console = open();
    await console.until("prompt");
    for (const keys of [typed, "\t", "\t"]) await console.type(keys);
    await console.until(
      new RegExp(
        expected
          .split(/\s+/)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .filter((part) => part !== "docker")
          .join("\\s+"),
      ),
    );
  });

  it("takes several lines that were pasted, one after the other", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo one\necho two\ncat <<EOF\nthree\nEOF\n");
    await console.until(/\none\n[\s\S]*\ntwo\n[\s\S]*> [\s\S]*\nthree\n/);
  });

  it("stops a command at Ctrl-C and shows it", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("sleep 600\r");
    await console.until("run");
    await console.type("\x03");
    await console.until(/\^C\n\[130\] ~ \$ /);
  });

  it("says at Ctrl-D how to leave, and leaves at exit", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("\x04");
    await console.until(/Type exit to end the console\./);
    await console.type("exit\r");
    await console.until("ended");
    expect(await console.connection.session.ended).toBe("exit");
    expect(console.messages.at(-1)).toEqual({ type: "ended", reason: "exit" });
  });

  it("reads what is typed for a command that reads, until Ctrl-D", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("cat > typed\r");
    await console.until("run");
    await console.type("first\rsecond\r\x04");
    await console.until("done");
    expect((await console.run("cat typed")).output).toBe("first\nsecond\n");
  });

  it("leaves a question that a command printed where it is", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("echo -n 'Name? '; cat > answer\r");
    await console.until(/Name\? $/);
    await console.type("Ann\r\x04");
    await console.until("done");
    expect(console.text()).toContain("Name? Ann");
  });

  it("gives way to a text that a lesson runs, and comes back", async () => {
    const console = open();
    await console.until("prompt");
    await console.type("half typ");
    expect((await console.run("echo lesson")).output).toMatch(/^lesson\n/);
    await console.type("ed\x01echo \r");
    await console.until(/\nhalf typed\n/);
  });
});

describe("a console whose client went away", () => {
  it("shows what it printed last when the client comes back, and runs on", async () => {
    const console = open();
    await console.run("echo before; cd app");
    console.connection.leave();
    const { id, workspace } = console.connection.session;
    const back = openTestConsole(test.services.consoles, { workspace, session: id });
    expect(back.messages[0]).toEqual({ type: "ready", session: id, resumed: true, running: false });
    await back.until(/\nbefore\n/);
    expect((await back.run("pwd")).output).toBe("/app\n");
  });

  it("is another one for another workspace", async () => {
    const console = open();
    const other = openTestConsole(test.services.consoles, {
      workspace: createWorkspace(test, {}),
      session: console.connection.session.id,
    });
    expect(other.connection.session).not.toBe(console.connection.session);
  });
});
