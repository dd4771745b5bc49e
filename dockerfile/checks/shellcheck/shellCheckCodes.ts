import type { RuleSeverity } from "../hadolint/ruleCode.ts";

/** What a person may want to know of one of ShellCheck's codes. */
export interface ShellCheckCode {
  readonly severity: Exclude<RuleSeverity, "ignore">;
  readonly title: string;
  /** Why it matters in a build, two sentences. */
  readonly why: string;
  /** A Dockerfile in which it is found, and the same as it should be. */
  readonly bad: string;
  readonly good: string;
}

const run = (script: string): string => `FROM debian:12\nRUN ${script}\n`;
const bash = (script: string): string => `FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN ${script}\n`;

/** The codes that are found most in Dockerfiles. ShellCheck has some 400; the others have their page and their message. */
export const SHELL_CHECK_CODES: Readonly<Record<string, ShellCheckCode>> = {
  SC1010: {
    severity: "warning",
    title: "Put a semicolon before a keyword",
    why: "Words like then, do and done are keywords only where a command begins. Within a command they are ordinary words, and the joined lines of a RUN are one line.",
    bad: run("if test -f /a then echo yes; fi"),
    good: run("if test -f /a; then echo yes; fi"),
  },
  SC1073: {
    severity: "error",
    title: "The script can't be read",
    why: "What the shell can't read fails the build before its first command runs. ShellCheck stops there too: mend it to see what else there is.",
    bad: run('echo "never closed'),
    good: run('echo "closed"'),
  },
  SC2004: {
    severity: "style",
    title: "Leave out the dollar in arithmetic",
    why: "Within $((…)) a name is its value. With a dollar it is put in as text first, which gives other results where it holds an expression.",
    bad: run("n=1; echo $(($n + 1))"),
    good: run("n=1; echo $((n + 1))"),
  },
  SC2005: {
    severity: "style",
    title: "Leave out an echo around a command",
    why: "A command prints what it prints without an echo around it. The echo hides its exit status, so that the build goes on where it fails.",
    bad: run('echo "$(date)"'),
    good: run("date"),
  },
  SC2006: {
    severity: "style",
    title: "Write $(…) instead of backticks",
    why: "Backticks can't be nested without backslashes, and a backslash means something else in them. Where the escape directive is a backtick they end lines too.",
    bad: run("touch /built-`date +%F`"),
    good: run('touch "/built-$(date +%F)"'),
  },
  SC2010: {
    severity: "warning",
    title: "Do not grep in what ls prints",
    why: "What ls prints is for people: names with line breaks or odd characters come out changed. A pattern, or find, gives the names as they are.",
    bad: run("ls /src | grep test"),
    good: run('for f in /src/*test*; do echo "$f"; done'),
  },
  SC2012: {
    severity: "info",
    title: "Use find instead of ls for names",
    why: "What ls prints is for people, and changes names that have odd characters in them. Another command that reads it gets other names than there are.",
    bad: run("ls -l /src | wc -l"),
    good: run("find /src -maxdepth 1 | wc -l"),
  },
  SC2015: {
    severity: "info",
    title: "a && b || c is not if-then-else",
    why: "c runs too where a succeeds and b fails. In a RUN that hides a failed b: the build goes on.",
    bad: run("test -f /a && make || touch /none"),
    good: run("if test -f /a; then make; else touch /none; fi"),
  },
  SC2016: {
    severity: "info",
    title: "Single quotes keep variables as they are",
    why: "Between single quotes $name stays those five characters. That is right where another program should read it, and a surprise elsewhere.",
    bad: run("echo 'Home is $HOME'"),
    good: run('echo "Home is $HOME"'),
  },
  SC2028: {
    severity: "info",
    title: "Use printf where there are escapes",
    why: "Whether echo makes a line break of \\n depends on the shell: dash does, bash does not. printf does everywhere.",
    bad: bash('echo "one\\ntwo" > /file'),
    good: bash("printf 'one\\ntwo\\n' > /file"),
  },
  SC2034: {
    severity: "warning",
    title: "A variable that nobody uses",
    why: "Mostly its name is misspelt where it is used. A variable of a RUN is gone when the RUN ends: use ENV to keep it.",
    bad: run('version=1; echo "$verison"'),
    good: run('version=1; echo "$version"'),
  },
  SC2035: {
    severity: "info",
    title: "Write ./* so that a name is never an option",
    why: "A file whose name begins with a dash becomes an option of the command. With ./ in front of the pattern it stays a file.",
    bad: run("rm *.log"),
    good: run("rm ./*.log"),
  },
  SC2038: {
    severity: "warning",
    title: "Part names by zero bytes between find and xargs",
    why: "xargs takes spaces and quotes in names for its own. With -print0 and -0, or with find's own -exec, each name stays one.",
    bad: run("find /src -name '*.o' | xargs rm"),
    good: run("find /src -name '*.o' -exec rm {} +"),
  },
  SC2044: {
    severity: "warning",
    title: "Do not loop over what find prints",
    why: "The shell splits what find prints at spaces and expands patterns in it. find's own -exec gives each name as it is.",
    bad: run('for f in $(find /src -name "*.c"); do cc "$f"; done'),
    good: run('find /src -name "*.c" -exec cc {} ";"'),
  },
  SC2046: {
    severity: "warning",
    title: "Put $(…) in double quotes",
    why: "What a command prints is split at spaces and expanded as a pattern where it is not quoted. Leave it as it is where several words are what you want, and ignore this there.",
    bad: run("mkdir $(cat /name)"),
    good: run('mkdir "$(cat /name)"'),
  },
  SC2059: {
    severity: "info",
    title: "Keep variables out of printf's format",
    why: "A percent sign or a backslash in the value changes what is printed. Give the value as an argument of %s.",
    bad: run('name=a; printf "Hello $name\\n"'),
    good: run('name=a; printf "Hello %s\\n" "$name"'),
  },
  SC2064: {
    severity: "warning",
    title: "Put trap's command in single quotes",
    why: "In double quotes its variables are expanded when the trap is set. In single quotes they are when it goes off.",
    bad: run('dir=/tmp/a; trap "rm -rf $dir" EXIT'),
    good: run("dir=/tmp/a; trap 'rm -rf \"$dir\"' EXIT"),
  },
  SC2068: {
    severity: "error",
    title: "Put an array in double quotes",
    why: "Without quotes each element is split at spaces again and expanded as a pattern. In quotes each stays one word.",
    bad: bash("list=(a b); touch ${list[@]}"),
    good: bash('list=(a b); touch "${list[@]}"'),
  },
  SC2086: {
    severity: "info",
    title: "Put a variable in double quotes",
    why: "Without quotes its value is split at spaces, and each part is expanded as a pattern. Where that is what you want, as in a list of packages, ignore this there.",
    bad: run("read -r folder < /list && rm -rf $folder"),
    good: run('read -r folder < /list && rm -rf "$folder"'),
  },
  SC2103: {
    severity: "info",
    title: "Change the folder in a subshell",
    why: "Where the first cd fails, the second goes up from somewhere else. In parentheses the folder is only theirs.",
    bad: run("cd /src; make; cd .."),
    good: run("(cd /src && make)"),
  },
  SC2115: {
    severity: "warning",
    title: 'Make sure that rm never gets "/"',
    why: 'Where the variable is empty, the path begins at the root: everything is removed. With "${name:?}" the build fails instead.',
    bad: run('read -r folder < /list; rm -rf "$folder"/*'),
    good: run('read -r folder < /list; rm -rf "${folder:?}"/*'),
  },
  SC2129: {
    severity: "style",
    title: "Redirect several commands at once",
    why: "Each >> opens the file again. In braces all of them write to it with one redirect, which is easier to read too.",
    bad: run("echo a >> /f; echo b >> /f; echo c >> /f"),
    good: run("{ echo a; echo b; echo c; } >> /f"),
  },
  SC2154: {
    severity: "warning",
    title: "A variable that nothing sets",
    why: "It is empty, and nothing says so. Declare it with ARG or ENV in this stage, or see whether its name is misspelt.",
    bad: run('echo "$version"'),
    good: 'FROM debian:12\nARG version\nRUN echo "$version"\n',
  },
  SC2155: {
    severity: "warning",
    title: "Declare and assign one after the other",
    why: "The exit status is that of export, which always succeeds. The build goes on where the command in it fails.",
    bad: run('export version="$(cat /version)"'),
    good: run('version="$(cat /version)"; export version'),
  },
  SC2162: {
    severity: "info",
    title: "Read with -r",
    why: "Without -r a backslash takes away the character behind it. Paths and patterns come out changed.",
    bad: run('while read line; do echo "$line"; done < /list'),
    good: run('while read -r line; do echo "$line"; done < /list'),
  },
  SC2164: {
    severity: "warning",
    title: "Say what happens when cd fails",
    why: "Where the folder is not there, what follows runs in the folder before. Join it with &&, or use WORKDIR, which makes the folder too.",
    bad: run("cd /src; make"),
    good: run("cd /src && make"),
  },
  SC2166: {
    severity: "warning",
    title: "Join tests with && instead of -a",
    why: "What -a and -o mean within [ ] depends on how many words there are. Two tests joined by && or || mean the same everywhere.",
    bad: run("[ -f /a -a -f /b ]"),
    good: run("[ -f /a ] && [ -f /b ]"),
  },
  SC2181: {
    severity: "style",
    title: "Test the command, not $?",
    why: "Any command in between changes $?. In a RUN that ends on errors the test is never reached where the command fails.",
    bad: run("make; if [ $? -ne 0 ]; then cat log; fi"),
    good: run("if ! make; then cat log; fi"),
  },
  SC2196: {
    severity: "info",
    title: "Write grep -E instead of egrep",
    why: "egrep is not in POSIX, and new versions of GNU grep warn about it. grep -E is the same.",
    bad: run("egrep 'a|b' /list"),
    good: run("grep -E 'a|b' /list"),
  },
  SC3010: {
    severity: "warning",
    title: "[[ ]] is none of sh's",
    why: "RUN is read by /bin/sh, which is dash or busybox in most images. Write [ ], or set the shell to bash.",
    bad: run("[[ -f /a ]]"),
    good: bash("[[ -f /a ]]"),
  },
  SC3014: {
    severity: "warning",
    title: "== is none of sh's",
    why: "dash does not know == within [ ] and fails. One equals sign means the same in all shells.",
    bad: run('[ "$HOME" == /root ]'),
    good: run('[ "$HOME" = /root ]'),
  },
  SC3030: {
    severity: "warning",
    title: "sh has no arrays",
    why: "RUN is read by /bin/sh, which is dash or busybox in most images. Set the shell to bash to use them.",
    bad: run('list=(a b); echo "$list"'),
    good: bash('list=(a b); echo "${list[@]}"'),
  },
  SC3037: {
    severity: "warning",
    title: "echo has no options in sh",
    why: "dash prints the -e as it stands. printf does the same in all shells.",
    bad: run('echo -e "a\\tb"'),
    good: run("printf 'a\\tb\\n'"),
  },
  SC3046: {
    severity: "warning",
    title: "Write . instead of source",
    why: "dash does not know source and fails. A dot does the same in all shells.",
    bad: run("source /etc/os-release"),
    good: run(". /etc/os-release"),
  },
};
