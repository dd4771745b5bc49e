/*
 * place TAR plain DIR | place TAR process HELPER PID | place TAR overlay UPPER WORK LOWER...: creates entries, as unpack
 * does, among files that are there already: in a directory, in the root of a sandbox's command, or in the overlay of a
 * sandbox that does not run.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "sandbox.h"

enum { OVERLAY_MAGIC = 0x794c7630, ANCESTORS_MAX = 8 };

static int tar, root;
static struct spec spec;

static int parent_of_process(int pid) {
  char path[64], line[256];
  int parent = 0;
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  FILE *status = fopen(path, "re");
  while (status && fgets(line, sizeof line, status))
    if (sscanf(line, "PPid: %d", &parent) == 1) break;
  if (status) fclose(status);
  return parent;
}

static bool descends_from(int pid, int helper) {
  for (int i = 0; pid > 1 && i < ANCESTORS_MAX; i++) {
    if (pid == helper) return true;
    pid = parent_of_process(pid);
  }
  return false;
}

/* The number may belong to another process by now: only after the root is open, its ancestors tell whose it is. */
static int root_of_process(int helper, int pid) {
  char path[64];
  struct statfs about;
  snprintf(path, sizeof path, "/proc/%d/root", pid);
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || fstatfs(fd, &about) < 0 || about.f_type != OVERLAY_MAGIC || !descends_from(pid, helper))
    fail("ended", "the container has ended");
  return fd;
}

static int place(void) { return unpack_into(tar, root); }

static int place_in_overlay(void) {
  root = openat(rootfs_mount(&spec), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail_errno("mount", "open the root");
  return place();
}

static void take_paths(int count, char **paths) {
  spec.upper = paths[0];
  spec.work = paths[1];
  for (int i = 2; i < count; i++) strings_add(&spec.lower, paths[i]);
}

int place_main(int argc, char **argv) {
  if (argc < 3) return 64;
  const char *way = argv[1];
  umask(0);
  tar = open(argv[0], O_RDONLY | O_CLOEXEC);
  if (tar < 0) fail_errno("unpack", "%s", argv[0]);
  if (!strcmp(way, "overlay") && argc >= 4) {
    take_paths(argc - 2, argv + 2);
    stage_make(&spec);
    return as_sandbox_root_mounting(place_in_overlay);
  }
  if (!strcmp(way, "process") && argc == 4) root = root_of_process(atoi(argv[2]), atoi(argv[3]));
  else if (!strcmp(way, "plain") && argc == 3) root = open(argv[2], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  else return 64;
  if (root < 0) fail_errno("unpack", "%s", argv[2]);
  return as_sandbox_root(place);
}
