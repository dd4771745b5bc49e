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
    why: "Words such as then, do, and done are keywords only where a command starts. The lines of a RUN are joined into one, so they end up inside a command.",
    bad: run("if test -f /a then echo yes; fi"),
    good: run("if test -f /a; then echo yes; fi"),
  },
  SC1073: {
    severity: "error",
    title: "Syntax error in the script",
    why: "A script the shell can't parse fails before its first command. ShellCheck stops there, too: fix it to see other findings.",
    bad: run('echo "never closed'),
    good: run('echo "closed"'),
  },
  SC2004: {
    severity: "style",
    title: "Omit $ in arithmetic",
    why: "Inside $((…)), a name is its value. With a dollar sign, its text is inserted first, which gives a different result if it is an expression.",
    bad: run("n=1; echo $(($n + 1))"),
    good: run("n=1; echo $((n + 1))"),
  },
  SC2005: {
    severity: "style",
    title: "Remove the echo around a command",
    why: "A command prints its output without echo. The echo hides its exit status, so the build continues after a failure.",
    bad: run('echo "$(date)"'),
    good: run("date"),
  },
  SC2006: {
    severity: "style",
    title: "Use $(…) instead of backticks",
    why: "Backticks need backslashes to nest, and a backslash has another meaning inside them. With the directive escape=`, they also end lines.",
    bad: run("touch /built-`date +%F`"),
    good: run('touch "/built-$(date +%F)"'),
  },
  SC2010: {
    severity: "warning",
    title: "Don't grep the output of ls",
    why: "The output of ls is for people: unusual names come out changed. A glob or find returns the names as they are.",
    bad: run("ls /src | grep test"),
    good: run('for f in /src/*test*; do echo "$f"; done'),
  },
  SC2012: {
    severity: "info",
    title: "Use find instead of ls",
    why: "The output of ls is for people: unusual names come out changed, so other commands get wrong names.",
    bad: run("ls -l /src | wc -l"),
    good: run("find /src -maxdepth 1 | wc -l"),
  },
  SC2015: {
    severity: "info",
    title: "a && b || c is not if-then-else",
    why: "c also runs if a succeeds and b fails. In a RUN, this hides the failure of b, and the build continues.",
    bad: run("test -f /a && make || touch /none"),
    good: run("if test -f /a; then make; else touch /none; fi"),
  },
  SC2016: {
    severity: "info",
    title: "Variables don't expand in single quotes",
    why: "Inside single quotes, $name stays literal. That is right if another program reads it, and a surprise otherwise.",
    bad: run("echo 'Home is $HOME'"),
    good: run('echo "Home is $HOME"'),
  },
  SC2028: {
    severity: "info",
    title: "Use printf for escapes",
    why: "Whether echo turns \\n into a line break depends on the shell: dash does, bash doesn't. printf always does.",
    bad: bash('echo "one\\ntwo" > /file'),
    good: bash("printf 'one\\ntwo\\n' > /file"),
  },
  SC2034: {
    severity: "warning",
    title: "Unused variable",
    why: "Usually its name is misspelled elsewhere. Variables of a RUN are gone when it ends: use ENV to keep them.",
    bad: run('version=1; echo "$verison"'),
    good: run('version=1; echo "$version"'),
  },
  SC2035: {
    severity: "info",
    title: "Use ./* so names can't become options",
    why: "A file name that starts with a dash becomes an option of the command. With ./ in front, it stays a file name.",
    bad: run("rm *.log"),
    good: run("rm ./*.log"),
  },
  SC2038: {
    severity: "warning",
    title: "Use null bytes between find and xargs",
    why: "xargs interprets spaces and quotes in names. With -print0 and -0, or with find -exec, names stay intact.",
    bad: run("find /src -name '*.o' | xargs rm"),
    good: run("find /src -name '*.o' -exec rm {} +"),
  },
  SC2044: {
    severity: "warning",
    title: "Don't loop over the output of find",
    why: "The shell splits the output of find at spaces and expands globs in it. find -exec passes names as they are.",
    bad: run('for f in $(find /src -name "*.c"); do cc "$f"; done'),
    good: run('find /src -name "*.c" -exec cc {} ";"'),
  },
  SC2046: {
    severity: "warning",
    title: "Quote $(…)",
    why: "Unquoted output is split at spaces and expanded as globs. If you want several words, leave it and ignore this finding.",
    bad: run("mkdir $(cat /name)"),
    good: run('mkdir "$(cat /name)"'),
  },
  SC2059: {
    severity: "info",
    title: "Keep variables out of printf's format",
    why: "A percent sign or a backslash in the value changes the output. Pass the value as an argument of %s.",
    bad: run('name=a; printf "Hello $name\\n"'),
    good: run('name=a; printf "Hello %s\\n" "$name"'),
  },
  SC2064: {
    severity: "warning",
    title: "Use single quotes for trap",
    why: "In double quotes, variables expand when the trap is set. In single quotes, they expand when it runs.",
    bad: run('dir=/tmp/a; trap "rm -rf $dir" EXIT'),
    good: run("dir=/tmp/a; trap 'rm -rf \"$dir\"' EXIT"),
  },
  SC2068: {
    severity: "error",
    title: "Quote arrays",
    why: "Unquoted, each element is split at spaces and expanded as globs. Quoted, each stays one word.",
    bad: bash("list=(a b); touch ${list[@]}"),
    good: bash('list=(a b); touch "${list[@]}"'),
  },
  SC2086: {
    severity: "info",
    title: "Quote variables",
    why: "Unquoted, the value is split at spaces, and each part is expanded as a glob. If you want that, as for a list of packages, ignore this finding.",
    bad: run("read -r folder < /list && rm -rf $folder"),
    good: run('read -r folder < /list && rm -rf "$folder"'),
  },
  SC2103: {
    severity: "info",
    title: "Change folders in a subshell",
    why: "If the first cd fails, the second one starts from the wrong folder. In parentheses, the change is local.",
    bad: run("cd /src; make; cd .."),
    good: run("(cd /src && make)"),
  },
  SC2115: {
    severity: "warning",
    title: 'Make sure rm never gets "/"',
    why: 'If the variable is empty, the path starts at the root, and everything is deleted. With "${name:?}", the build fails instead.',
    bad: run('read -r folder < /list; rm -rf "$folder"/*'),
    good: run('read -r folder < /list; rm -rf "${folder:?}"/*'),
  },
  SC2129: {
    severity: "style",
    title: "Redirect several commands at once",
    why: "Every >> opens the file again. Braces let all commands share one redirect, which is also easier to read.",
    bad: run("echo a >> /f; echo b >> /f; echo c >> /f"),
    good: run("{ echo a; echo b; echo c; } >> /f"),
  },
  SC2154: {
    severity: "warning",
    title: "Undefined variable",
    why: "It is empty without a warning. Declare it with ARG or ENV in this stage, or fix its name.",
    bad: run('echo "$version"'),
    good: 'FROM debian:12\nARG version\nRUN echo "$version"\n',
  },
  SC2155: {
    severity: "warning",
    title: "Declare and assign separately",
    why: "The exit status is that of export, which always succeeds. If the command in it fails, the build continues.",
    bad: run('export version="$(cat /version)"'),
    good: run('version="$(cat /version)"; export version'),
  },
  SC2162: {
    severity: "info",
    title: "Use read -r",
    why: "Without -r, read treats backslashes as escapes. Paths and patterns come out changed.",
    bad: run('while read line; do echo "$line"; done < /list'),
    good: run('while read -r line; do echo "$line"; done < /list'),
  },
  SC2164: {
    severity: "warning",
    title: "Handle a failing cd",
    why: "If the folder does not exist, the next commands run in the wrong one. Join them with &&, or use WORKDIR, which also creates the folder.",
    bad: run("cd /src; make"),
    good: run("cd /src && make"),
  },
  SC2166: {
    severity: "warning",
    title: "Use && instead of -a",
    why: "The meaning of -a and -o inside [ ] depends on the number of words. Two tests joined with && or || mean the same everywhere.",
    bad: run("[ -f /a -a -f /b ]"),
    good: run("[ -f /a ] && [ -f /b ]"),
  },
  SC2181: {
    severity: "style",
    title: "Test the command, not $?",
    why: "Any command in between changes $?. In a RUN that stops on errors, the test is never reached after a failure.",
    bad: run("make; if [ $? -ne 0 ]; then cat log; fi"),
    good: run("if ! make; then cat log; fi"),
  },
  SC2196: {
    severity: "info",
    title: "Use grep -E instead of egrep",
    why: "egrep is not in POSIX, and new versions of GNU grep warn about it. grep -E does the same.",
    bad: run("egrep 'a|b' /list"),
    good: run("grep -E 'a|b' /list"),
  },
  SC3010: {
    severity: "warning",
    title: "sh has no [[ ]]",
    why: "/bin/sh runs RUN, and it is dash or busybox in most images. Use [ ], or set SHELL to bash.",
    bad: run("[[ -f /a ]]"),
    good: bash("[[ -f /a ]]"),
  },
  SC3014: {
    severity: "warning",
    title: "sh has no ==",
    why: "dash fails on == inside [ ]. A single = works in every shell.",
    bad: run('[ "$HOME" == /root ]'),
    good: run('[ "$HOME" = /root ]'),
  },
  SC3030: {
    severity: "warning",
    title: "sh has no arrays",
    why: "/bin/sh runs RUN, and it is dash or busybox in most images. Set SHELL to bash to use arrays.",
    bad: run('list=(a b); echo "$list"'),
    good: bash('list=(a b); echo "${list[@]}"'),
  },
  SC3037: {
    severity: "warning",
    title: "echo has no options in sh",
    why: "dash prints -e literally. printf behaves the same in every shell.",
    bad: run('echo -e "a\\tb"'),
    good: run("printf 'a\\tb\\n'"),
  },
  SC3046: {
    severity: "warning",
    title: "Use . instead of source",
    why: "dash has no source and fails. A dot does the same in every shell.",
    bad: run("source /etc/os-release"),
    good: run(". /etc/os-release"),
  },
};
