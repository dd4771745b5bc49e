/*
 * Paths inside a root directory with hostile content. A symlink in it, absolute or with "..", is followed as a
 * process with that root would follow it, and never leads out.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

enum { LINKS_MAX = 40 };

static int open_how(int root, const char *path, int flags, uint64_t resolve) {
  while (*path == '/') path++;
  struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC), .resolve = resolve | RESOLVE_NO_MAGICLINKS};
  int fd;
  do fd = (int)syscall(SYS_openat2, root, *path ? path : ".", &how, sizeof how);
  while (fd < 0 && errno == EAGAIN); /* a rename elsewhere interrupted the walk */
  return fd;
}

int open_in_root(int root, const char *path, int flags) { return open_how(root, path, flags, RESOLVE_IN_ROOT); }

/* Appends `rest` (the path still to be walked) to the content of a link. */
static void follow(char *rest, const char *link) {
  char joined[2 * PATH_MAX];
  int length = snprintf(joined, sizeof joined, "%s/%s", link, rest);
  if (length >= PATH_MAX) fail("mount point", "path too long: %s", link);
  memcpy(rest, joined, (size_t)length + 1);
}

static void pop(char *path) {
  char *slash = strrchr(path, '/');
  if (slash) *slash = 0;
}

/* Resolves every symlink; the tail may be missing. `real` gets "" for the root itself, otherwise "/a/b". */
static void resolve(int root, const char *path, char real[PATH_MAX]) {
  char rest[PATH_MAX], name[NAME_MAX + 1];
  if (snprintf(rest, sizeof rest, "%s", path) >= (int)sizeof rest) fail("mount point", "path too long: %s", path);
  real[0] = 0;
  for (int links = 0;;) {
    char *start = rest + strspn(rest, "/");
    size_t length = strcspn(start, "/");
    if (!length) return;
    if (length > NAME_MAX) fail("mount point", "name too long in %s", path);
    memcpy(name, start, length);
    name[length] = 0;
    memmove(rest, start + length, strlen(start + length) + 1);
    if (!strcmp(name, ".")) continue;
    if (!strcmp(name, "..")) {
      pop(real);
      continue;
    }
    size_t used = strlen(real);
    if (used + length + 2 > PATH_MAX) fail("mount point", "path too long: %s", path);
    snprintf(real + used, PATH_MAX - used, "/%s", name);
    int fd = open_how(root, real, O_PATH | O_NOFOLLOW, RESOLVE_IN_ROOT);
    if (fd < 0) continue;
    char link[PATH_MAX];
    ssize_t link_length = readlinkat(fd, "", link, sizeof link - 1);
    close(fd);
    if (link_length < 0) continue;
    if (++links > LINKS_MAX) fail("mount point", "too many symbolic links: %s", path);
    link[link_length] = 0;
    if (link[0] == '/') real[0] = 0;
    else pop(real);
    follow(rest, link);
  }
}

static void make_missing(int root, char *real, bool directory, bool report_made) {
  for (char *slash = real;;) {
    slash = strchr(slash + 1, '/');
    bool last = !slash;
    if (slash) *slash = 0;
    int fd = open_how(root, real, O_PATH | O_NOFOLLOW, RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS);
    if (fd >= 0) close(fd);
    else if (errno != ENOENT) fail_errno("mount point", "%s", real);
    else {
      char parent_path[PATH_MAX];
      snprintf(parent_path, sizeof parent_path, "%s", real);
      pop(parent_path);
      int parent = open_how(root, parent_path, O_PATH | O_DIRECTORY, RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS);
      if (parent < 0) fail_errno("mount point", "%s", parent_path);
      const char *name = strrchr(real, '/') + 1;
      int made = !last || directory ? mkdirat(parent, name, 0755) : mknodat(parent, name, S_IFREG | 0755, 0);
      if (made < 0 && errno != EEXIST) fail_errno("mount point", "make %s", real);
      close(parent);
      if (report_made) report_send(REPORT_STUB, real, strlen(real) + 1, NULL, 0);
    }
    if (last) return;
    *slash = '/';
  }
}

int open_mount_point(int root, const char *path, bool directory, bool report_made) {
  char real[PATH_MAX];
  resolve(root, path, real);
  if (!real[0]) fail("mount point", "nothing can be mounted at /");
  make_missing(root, real, directory, report_made);
  int fd = open_how(root, real, O_PATH | O_NOFOLLOW | (directory ? O_DIRECTORY : 0), RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS);
  if (fd < 0) fail_errno("mount point", "%s", path);
  return fd;
}

const char *fd_path(int fd) {
  static char paths[8][32];
  static unsigned next;
  char *path = paths[next++ % 8];
  snprintf(path, sizeof paths[0], "/proc/self/fd/%d", fd);
  return path;
}
