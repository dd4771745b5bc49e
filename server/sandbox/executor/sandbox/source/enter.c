/*
 * enter: the builder process of an ordinary user becomes root of a user namespace, so that it can unpack layers with
 * their owners. With a range of subordinate ids (and the set-uid tools that may map it) it gets ids 1 to n besides 0;
 * without, it has only id 0. The real root needs none of this and just starts the command.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"

struct range { unsigned long first, count; };

/* Lines are NAME:FIRST:COUNT, where NAME may be the user's number. The first line for our user counts. */
static bool find_range(const char *file, struct range *range) {
  char line[256], number[16];
  snprintf(number, sizeof number, "%u", getuid());
  struct passwd *user = getpwuid(getuid());
  FILE *lines = fopen(file, "re");
  bool found = false;
  while (lines && !found && fgets(line, sizeof line, lines)) {
    char *rest = strchr(line, ':');
    if (!rest) continue;
    *rest++ = 0;
    if (strcmp(line, number) != 0 && (!user || strcmp(line, user->pw_name) != 0)) continue;
    found = sscanf(rest, "%lu:%lu", &range->first, &range->count) == 2 && range->count > 0;
  }
  if (lines) fclose(lines);
  return found;
}

static bool map_with(const char *tool, pid_t pid, unsigned own, struct range range) {
  char target[16], id[16], first[24], count[24];
  snprintf(target, sizeof target, "%d", pid);
  snprintf(id, sizeof id, "%u", own);
  snprintf(first, sizeof first, "%lu", range.first);
  snprintf(count, sizeof count, "%lu", range.count);
  pid_t child = fork();
  if (child == 0) {
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(null, 2); /* the reason for a failure does not matter: there is another way */
    execlp(tool, tool, target, "0", id, "1", "1", first, count, (char *)NULL);
    _exit(127);
  }
  int status;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Outside the new namespace, because only there the tools may write its maps. Answers 's' (subordinate ids) or 'o'. */
static _Noreturn void map_from_outside(pid_t pid, int ready, int answer) {
  char byte = 'o';
  struct range uids, gids;
  if (read(ready, &byte, 1) != 1) _exit(1);
  byte = 'o';
  if (find_range("/etc/subuid", &uids) && find_range("/etc/subgid", &gids) &&
      map_with("newgidmap", pid, getgid(), gids) && map_with("newuidmap", pid, getuid(), uids))
    byte = 's';
  if (write(answer, &byte, 1) != 1) _exit(1);
  _exit(0);
}

static void map_one_id(unsigned uid, unsigned gid) {
  char map[64];
  snprintf(map, sizeof map, "0 %u 1\n", uid);
  if (!write_file("/proc/self/uid_map", map)) fail_errno("map ids", "uid_map");
  /* Already written if newgidmap succeeded and newuidmap did not. */
  if (!write_file("/proc/self/setgroups", "deny") && errno != EPERM) fail_errno("map ids", "setgroups");
  snprintf(map, sizeof map, "0 %u 1\n", gid);
  if (!write_file("/proc/self/gid_map", map) && errno != EPERM) fail_errno("map ids", "gid_map");
}

static void enter_namespace(bool single) {
  unsigned uid = geteuid(), gid = getegid();
  int ready[2], answer[2];
  if (pipe2(ready, O_CLOEXEC) < 0 || pipe2(answer, O_CLOEXEC) < 0) fail_errno("start", "pipe");
  pid_t self = getpid(), mapper = single ? 0 : fork();
  if (!single && mapper == 0) map_from_outside(self, ready[0], answer[1]);
  if (unshare(CLONE_NEWUSER) < 0) fail_errno("make namespaces", "user namespace");
  char byte = 'o';
  if (!single) {
    close(answer[1]);
    if (write(ready[1], "r", 1) != 1 || read(answer[0], &byte, 1) != 1) byte = 'o';
    waitpid(mapper, NULL, 0);
  }
  if (byte == 'o') map_one_id(uid, gid);
  close(ready[0]);
  close(ready[1]);
  close(answer[0]);
  if (byte == 's' && setgroups(0, NULL) < 0) fail_errno("map ids", "setgroups");
  if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0) fail_errno("map ids", "become root of the namespace");
}

static bool has_powers(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2];
  return geteuid() == 0 && syscall(SYS_capget, &header, data) == 0 && (data[0].effective >> CAP_SYS_ADMIN & 1);
}

int enter_main(int argc, char **argv) {
  bool single = argc > 0 && !strcmp(argv[0], "--single");
  argv += single;
  argc -= single;
  if (argc < 2 || strcmp(argv[0], "--") != 0) {
    fputs("usage: strata-sandbox enter [--single] -- COMMAND...\n", stderr);
    return 64;
  }
  pid_t parent = getppid();
  if (single || !has_powers()) enter_namespace(single);
  /* A change of user clears this, so it comes last; exec keeps it. */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) return 125;
  execvp(argv[1], argv + 1);
  fprintf(stderr, "strata-sandbox: %s: %s\n", argv[1], strerror(errno));
  return 127;
}
