/* Finds and starts the command, with runc's messages if it can't. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"

static const char *variable(const struct strings *env, const char *name) {
  size_t length = strlen(name);
  const char *value = NULL;
  for (size_t i = 0; i < env->count; i++)
    if (!strncmp(env->items[i], name, length) && env->items[i][length] == '=') value = env->items[i] + length + 1;
  return value;
}

static _Noreturn void not_started(int code, const char *format, ...) {
  char message[2 * PATH_MAX], packet[2 * PATH_MAX + 16];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  int length = snprintf(packet, sizeof packet, "%d\t%s", code, message);
  report_send(REPORT_NOT_STARTED, packet, (size_t)length, NULL, 0);
  _exit(125);
}

/* As Go prints errors: in lower case. */
static const char *words(int number) {
  switch (number) {
    case ENOENT: return "no such file or directory";
    case EACCES: return "permission denied";
    case ENOEXEC: return "exec format error";
    case EISDIR: return "is a directory";
    case ENOTDIR: return "not a directory";
    case ELOOP: return "too many levels of symbolic links";
    case E2BIG: return "argument list too long";
    default: return strerror(number);
  }
}

static int executable(const char *path, bool *stat_failed) {
  struct stat about;
  *stat_failed = stat(path, &about) < 0;
  if (*stat_failed) return errno;
  if (S_ISDIR(about.st_mode)) return EISDIR;
  return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) < 0 ? EACCES : 0;
}

static const char *find(const char *name, const struct strings *env) {
  bool stat_failed;
  if (strchr(name, '/')) {
    int number = executable(name, &stat_failed);
    if (number) not_started(1, "exec: \"%s\": %s%s%s%s", name, stat_failed ? "stat " : "", stat_failed ? name : "",
                            stat_failed ? ": " : "", words(number));
    return name;
  }
  static char path[PATH_MAX];
  for (const char *at = variable(env, "PATH"); *name && at && *at;) {
    size_t length = strcspn(at, ":");
    /* An empty or relative element would search the working directory; Go refuses that. */
    if (at[0] == '/' && snprintf(path, sizeof path, "%.*s/%s", (int)length, at, name) < (int)sizeof path &&
        !executable(path, &stat_failed))
      return path;
    at += length + (at[length] == ':');
  }
  not_started(1, "exec: \"%s\": executable file not found in $PATH", name);
}

/* The sixth field of the user's line in the image's passwd, as runc looks it up; "/" if there is none. */
static const char *home(unsigned uid) {
  static char line[4096];
  FILE *passwd = fopen("/etc/passwd", "re");
  while (passwd && fgets(line, sizeof line, passwd)) {
    char *rest = line, *fields[7] = {0};
    line[strcspn(line, "\n")] = 0;
    for (size_t i = 0; i < 7 && rest; i++) fields[i] = strsep(&rest, ":");
    if (!fields[5] || !fields[2][0] || strtoul(fields[2], NULL, 10) != uid) continue;
    fclose(passwd);
    return fields[5];
  }
  if (passwd) fclose(passwd);
  return "/";
}

/* Executing the command closes the other end of this pipe; if that fails, the reason is reported first. */
static void announce_exec(void) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return;
  report_send(REPORT_EXEC, NULL, 0, &ends[0], 1);
  close(ends[0]);
}

void command_exec(const struct spec *spec) {
  struct strings env = {0};
  for (size_t i = 0; i < spec->env.count; i++) strings_add(&env, spec->env.items[i]);
  const char *given = variable(&env, "HOME");
  static char home_variable[PATH_MAX];
  if (!given || !*given) {
    snprintf(home_variable, sizeof home_variable, "HOME=%s", home(spec->uid));
    strings_add(&env, home_variable);
  }
  for (int number = 1; number < 65; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  const char *path = find(spec->argv.items[0], &env);
  static const char *const empty[] = {NULL};
  announce_exec();
  execve(path, (char *const *)spec->argv.items, (char *const *)(env.items ? env.items : (const char **)empty));
  not_started(255, "exec %s: %s", path, words(errno));
}
