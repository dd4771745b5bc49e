import { describe, expect, it } from "vitest";
import { workspaceContentSchema } from "#contract/workspace.ts";
import { consolesOfTests } from "./testConsoles.ts";

const { app, open, outputs } = consolesOfTests();

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
    const { workspaces, changes } = app().services;
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
    const { workspaces } = app().services;
    const { workspace, owner } = console.connection.session;
    await console.run("ls");
    const edit = app().services.bodies.workspaces.edit.bind(app().services.bodies.workspaces);
    let attempts = 0;
    app().services.bodies.workspaces.edit = async (place, edits, expected) => {
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
