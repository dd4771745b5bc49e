import type { OwnImage } from "./ownImage.ts";
import { PACKAGE_IMAGES } from "./packageImages.ts";

const run = (...commands: string[]): OwnImage => ({
  dockerfile: `FROM busybox\n${commands.map((it) => `RUN ${it}\n`).join("")}`,
});

/** Images of ordinary Dockerfiles, by what they test. */
export const OWN_IMAGES: Readonly<Record<string, OwnImage>> = {
  "nothing on top": { dockerfile: "FROM busybox\n" },
  "nothing at all but a label": { dockerfile: "FROM scratch\nLABEL a=b\n", fromScratch: true },
  "files from the context": {
    dockerfile: "FROM scratch\nCOPY . /all/\nCOPY --chmod=600 a /all/a\nCOPY --chown=5:6 b /all/b\n",
    files: { a: "aaa\n", b: "bb\n", "sub/ünicode 日本": "c\n" },
    fromScratch: true,
  },
  chmod: run("echo content > /f", "chmod 600 /f", "chmod 640 /f", "chmod 700 /etc"),
  "a chmod of many": run("mkdir /m && for i in 1 2 3 4 5; do echo file $i > /m/$i; done", "chmod -R 700 /m"),
  rm: run("echo content > /f && mkdir -p /d/e && echo x > /d/e/x && echo y > /d/y", "rm /f && rm -r /d/e", "rm -r /d"),
  "rm of what the base has": run("rm -r /bin/sh /etc /bin/vi || true; echo x > /x"),
  overwritten: run("echo first > /f; echo 123 > /g", "echo second longer > /f; echo 124 > /g", "echo third > /f"),
  touched: run("echo content > /f; echo x > /g", "touch -d 2001-01-01 /f; cp /g /h; rm /g; mv /h /g"),
  "hard links": run("echo linked > /a; ln /a /b; ln /a /c", "rm /a", "rm /b", "echo other > /c"),
  "a hard link to a file below": run("echo linked > /a", "ln /a /b", "rm /a /b"),
  "a chmod of hard links": run("echo linked > /a; ln /a /b", "chmod 600 /a"),
  "symbolic links": run(
    "mkdir /real; echo x > /real/f; ln -s real /link; ln -s /real/f /file",
    "echo y > /link/g",
    "rm /link; mkdir /link; echo z > /link/f",
  ),
  "a folder emptied and filled again": run(
    "mkdir /d; echo 1 > /d/a; echo 2 > /d/b",
    "rm -r /d; mkdir /d; echo 3 > /d/a",
  ),
  "a folder replaced by a file and back": run(
    "mkdir -p /d/e; echo 1 > /d/e/a",
    "rm -r /d; echo file > /d",
    "rm /d; mkdir /d; echo 2 > /d/b",
  ),
  "a folder replaced by a link": run(
    "mkdir /d /o; echo 1 > /d/a; echo 2 > /o/a",
    "rm -r /d; ln -s o /d",
    "echo 3 > /d/a",
  ),
  "a renamed folder": run("mkdir -p /d/e; echo 1 > /d/e/a", "mv /d /moved"),
  stages: {
    dockerfile:
      "FROM busybox AS one\nRUN mkdir /out && echo one > /out/f && ln /out/f /out/g && ln -s f /out/h\nFROM one AS two\nRUN echo two > /out/f\nFROM scratch\nCOPY --from=one /out /one\nCOPY --from=two /out /one\nCOPY --link --from=two /out /two\n",
    fromScratch: true,
  },
  "a stage on a stage": { dockerfile: "FROM busybox AS one\nRUN echo 1 > /f\nFROM one\nRUN echo 2 > /f\nENV A=1\n" },
  "empty layers": run("true", ":", "mkdir -p /etc"),
  "sparse files": run("dd if=/dev/zero of=/s bs=1 count=1 seek=5M; echo x > /t", "echo end >> /s"),
  "names of all kinds": run(
    "mkdir /n; cd /n; touch 'a b' 'ü' '日本' \"$(printf '\\377\\376')\" \"$(printf 'new\\nline')\" -- -dash '#' '%41'; echo x > 'ü'",
    "rm /n/ü; rm \"/n/$(printf '\\377\\376')\"",
  ),
  "special modes": run(
    "echo x > /s; chmod 4755 /s; mkdir /t; chmod 1777 /t; echo y > /g; chmod 2750 /g; mkfifo /p",
    "chmod 755 /s",
  ),
  "many files": run("mkdir /m; cd /m; i=0; while [ $i -lt 1500 ]; do echo $i > $i; i=$((i+1)); done", "rm -r /m"),
  "long names": run("d=$(printf '%0200d' 1); mkdir -p /$d/$d; echo x > /$d/$d/$d; ln -s /$d/$d/$d /l", "rm -r /0*"),
  "leftovers and duplicates": {
    dockerfile: [
      "FROM busybox",
      "COPY . /app",
      "RUN mkdir -p /var/lib/apt/lists /root/.cache/pip /home/me/.npm/_cacache /var/log /usr/share/doc /var/cache/apt && echo 1 > /var/lib/apt/lists/a && echo 22 > /root/.cache/pip/b && echo 333 > /home/me/.npm/_cacache/c && echo 4 > /var/log/d && head -c 1200000 /dev/zero > /usr/share/doc/e && echo 5 > /var/cache/apt/f && ln /var/log/d /var/log/linked",
      "RUN echo more > /var/lib/apt/lists/b && cp /app/large /copy && echo temporary > /tmp/t && ln /copy /linked && rm -r /app/empty",
      "RUN rm -r /root/.cache && mv /app/large /app/moved",
      "",
    ].join("\n"),
    files: {
      large: "x".repeat(3000),
      "empty/file": "12",
      "deep/large": "x".repeat(3000),
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/objects/a": "123",
      "py/__pycache__/gone.cpython-311.pyc": "12345",
      "py/__pycache__/kept.cpython-311.pyc": "12345",
      "py/kept.py": "1\n",
      "package.json": JSON.stringify({ dependencies: { a: "1" }, devDependencies: { b: "1", "@c/d": "1" } }),
      "node_modules/a/index.js": "1\n",
      "node_modules/b/index.js": "22\n",
      "node_modules/@c/d/index.js": "333\n",
    },
  },
  ...PACKAGE_IMAGES,
  "text and no text": {
    dockerfile: "FROM scratch\nADD --chmod=644 . /\n",
    files: { bom: "\uFEFFtext\n", empty: "", nul: "a\0b", large: "ü".repeat(150_000), exact: "x".repeat(262_144) },
    fromScratch: true,
  },
  "a configuration of everything": {
    dockerfile: `FROM busybox
LABEL a=b "c d"="e"
ENV X=1 Y="2 3"
ARG Z=4
EXPOSE 80 53/udp
VOLUME /data /more
USER 5:6
WORKDIR /work/deep
STOPSIGNAL SIGINT
SHELL ["/bin/sh", "-ec"]
RUN echo \\
  several \\
  lines > /tmp/x
ONBUILD RUN true
HEALTHCHECK --interval=3s CMD true
MAINTAINER someone
ENTRYPOINT ["sleep"]
CMD ["1"]
`,
  },
  "arguments of RUN": {
    dockerfile:
      'FROM busybox\nARG A=1\nARG B="x y"\nRUN echo $A $B > /f\nRUN ["/bin/sh", "-c", "echo exec > /g"]\nRUN <<EOF\necho here\ntouch /h\nEOF\n',
  },
  "the root's own mode": run("chmod 711 /", "chmod 755 /"),
};
