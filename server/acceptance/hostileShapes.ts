/** The size limit of a Dockerfile. */
const LENGTH = 1_999_000;

const filled = (start: string, piece: string, end = ""): string =>
  start + piece.repeat(Math.floor((LENGTH - start.length - end.length) / piece.length)) + end;

const numbered = (line: (index: number) => string): string => {
  const lines: string[] = [];
  for (let length = 0, index = 0; length < LENGTH - 100; index++) {
    const next = line(index);
    lines.push(next);
    length += next.length;
  }
  return lines.join("");
};

/** Dockerfiles of 2 MB, each large in another way. */
export const HOSTILE_SHAPES: Readonly<Record<string, string>> = {
  "many ENV lines": filled("FROM busybox\n", "ENV A=1\n"),
  "many different labels": `FROM busybox\n${numbered((index) => `LABEL l${index}=${index}\n`)}`,
  "one line": filled("FROM busybox\nENV A=", "x"),
  "one line of many pairs": filled("FROM busybox\nENV ", "a=$b "),
  "one huge heredoc": filled("FROM busybox\nRUN <<EOF\n", "echo hello\n", "EOF\n"),
  "a hundred thousand stages": numbered((index) => `FROM a AS s${index}\n`),
  "one deep continuation": filled("FROM busybox\nRUN true", " \\\n a"),
  "many comments": filled("FROM busybox\n", "# a\n"),
  "many directives": filled("", "# check=skip=all\n"),
  "all ports again and again": filled("FROM busybox\n", "EXPOSE 1-65535\n"),
  "nothing but unknown instructions": filled("FROM busybox\n", "X\n"),
  "a shell's brackets and quotes": filled("FROM busybox\nRUN ", '(((("`$('),
  "many short commands": filled("FROM busybox\n", "RUN 😀\n"),
  "nothing but line breaks": filled("FROM busybox\n", "\n"),
};
