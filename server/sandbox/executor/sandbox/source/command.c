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

enum { PASSWD_LINES_MAX = 100000 };

static const char *variable(const struct strings *env, const char *name) {
  size_t length = strlen(name);
  const char *value = NULL;
  for (size_t i = 0; i < env->count; i++)
    if (!strncmp(env->items[i], name, length) && env->items[i][length] == '=') value = env->items[i] + length + 1;
  return value;
}

void not_started(int code, const char *format, ...) {
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

/* As Docker's for a container; a RUN fails with runc's own. */
static int code_of(const struct spec *spec, int number) {
  if (!spec->container) return 1;
  return number == ENOENT || number == ENOTDIR ? 127 : 126;
}

static const char *find(const struct spec *spec, const char *name, const struct strings *env) {
  bool stat_failed;
  if (strchr(name, '/')) {
    int number = executable(name, &stat_failed);
    if (number)
      not_started(code_of(spec, number), "exec: \"%s\": %s%s%s%s%s", name, stat_failed ? "stat " : "", stat_failed ? name : "",
                  stat_failed ? ": " : "", words(number), spec->container && number == EISDIR ? ": permission denied" : "");
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
  not_started(code_of(spec, ENOENT), "exec: \"%s\": executable file not found in $PATH", name);
}

/* Only a real file: reading another might never end. */
static FILE *open_passwd(void) {
  struct stat about;
  int fd = open("/etc/passwd", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return NULL;
  if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) return fdopen(fd, "r");
  close(fd);
  return NULL;
}

/* The sixth field of the user's line in the image's passwd, as runc looks it up; "/" if there is none. */
static const char *home(unsigned uid) {
  static char line[4096];
  FILE *passwd = open_passwd();
  for (int count = 0; passwd && count < PASSWD_LINES_MAX && fgets(line, sizeof line, passwd); count++) {
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
  const char *path = find(spec, spec->argv.items[0], &env);
  static const char *const empty[] = {NULL};
  announce_exec();
  execve(path, (char *const *)spec->argv.items, (char *const *)(env.items ? env.items : (const char **)empty));
  not_started(255, "exec %s: %s", path, words(errno));
}

void command_directory(const char *path) {
  char reached[PATH_MAX];
  if (chdir(path) < 0) not_started(127, "chdir to cwd (\"%s\") set in config.json failed: %s", path, words(errno));
  if (!getcwd(reached, sizeof reached) || reached[0] != '/') not_started(127, "current working directory is outside of the container");
}
