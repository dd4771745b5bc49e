/*
 * What the ids of a sandbox are outside. An ordinary user's sandbox has the ids that `enter` got, under the same
 * numbers. The real root's has a range of ids that no account has, so that its root has no rights on the machine: what
 * it owns on disk is of no use outside, and neither is what it reaches through a hole in the kernel.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"

struct id_range sandbox_ids;

bool idmap_read(const char *text) {
  char rest;
  return sscanf(text, "%u:%u%c", &sandbox_ids.first, &sandbox_ids.count, &rest) == 2 && sandbox_ids.count > 0 &&
         sandbox_ids.first <= UINT32_MAX - sandbox_ids.count;
}

unsigned host_id(unsigned id) {
  if (!sandbox_ids.count) return id;
  return id < sandbox_ids.count ? sandbox_ids.first + id : (unsigned)-1;
}

static void write_range(pid_t child, const char *name) {
  char path[64], map[64];
  snprintf(path, sizeof path, "/proc/%d/%s", child, name);
  snprintf(map, sizeof map, "0 %u %u\n", sandbox_ids.first, sandbox_ids.count);
  if (!write_file(path, map)) fail_errno("map ids", "write %s", path);
}

static void copy_map(pid_t child, const char *name) {
  char path[64], map[8192] = "";
  snprintf(path, sizeof path, "/proc/self/%s", name);
  FILE *own = fopen(path, "re");
  if (!own) fail_errno("map ids", "open %s", path);
  unsigned long first, outside, count;
  size_t used = 0;
  while (fscanf(own, "%lu %lu %lu", &first, &outside, &count) == 3 && used < sizeof map - 64)
    used += (size_t)snprintf(map + used, sizeof map - used, "%lu %lu %lu\n", first, first, count);
  fclose(own);
  snprintf(path, sizeof path, "/proc/%d/%s", child, name);
  if (!write_file(path, map)) fail_errno("map ids", "write %s", path);
}

void idmap_write(pid_t child) {
  void (*write_map)(pid_t, const char *) = sandbox_ids.count ? write_range : copy_map;
  write_map(child, "uid_map");
  write_map(child, "gid_map");
}

static _Noreturn void work_as_root(int (*work)(void), int go_fd) {
  char go;
  /* A change of user clears the parent-death signal, so it comes last. */
  if (read(go_fd, &go, 1) != 1) _exit(125); /* the parent failed and has said why */
  if (setresgid(0, 0, 0) < 0 || setresuid(0, 0, 0) < 0) fail_errno("map ids", "become root of the namespace");
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int code = work();
  fflush(NULL);
  _exit(code);
}

static int as_root_of(unsigned long namespaces, int (*work)(void)) {
  int go[2], status;
  if (pipe2(go, O_CLOEXEC) < 0) fail_errno("start", "pipe");
  pid_t child = (pid_t)syscall(SYS_clone, namespaces | SIGCHLD, 0, NULL, NULL, 0);
  if (child < 0) fail_errno("make namespaces", "user namespace");
  if (child == 0) {
    close(go[1]);
    work_as_root(work, go[0]);
  }
  close(go[0]);
  idmap_write(child);
  if (write(go[1], "g", 1) != 1) fail_errno("start", "let the child go");
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail_errno("wait", "waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}

int as_sandbox_root(int (*work)(void)) { return sandbox_ids.count ? as_root_of(CLONE_NEWUSER, work) : work(); }

int as_sandbox_root_mounting(int (*work)(void)) { return as_root_of(CLONE_NEWUSER | CLONE_NEWNS, work); }

unsigned long idmap_count(void) {
  FILE *map = fopen("/proc/self/uid_map", "re");
  unsigned long first, outside, count, total = 0;
  while (map && fscanf(map, "%lu %lu %lu", &first, &outside, &count) == 3) total += count;
  if (map) fclose(map);
  return total;
}

bool sandbox_has_one_id(void) { return (sandbox_ids.count ? sandbox_ids.count : idmap_count()) == 1; }
