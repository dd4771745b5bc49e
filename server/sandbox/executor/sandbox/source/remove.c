/* Removes a tree, whichever mapped id owns its content. Never follows a link. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"
#include "walk.h"

/* Whether it is gone; false and ENOTEMPTY for a directory that is not empty. */
static bool removed(int parent, const char *name) {
  if (unlinkat(parent, name, 0) == 0 || errno == ENOENT) return true;
  if (errno != EISDIR && errno != EPERM) return false;
  if (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT) return true;
  if (errno == EEXIST) errno = ENOTEMPTY;
  return false;
}

/* For an owner without permission to do so. */
static void permit(int parent, const char *name) { fchmodat(parent, name, 0700, 0); }

static void list(struct walker *walker, int fd, struct names *names) {
  (void)walker;
  DIR *entries = fdopendir(dup(fd));
  struct dirent *entry;
  while (entries && (entry = readdir(entries))) {
    const char *name = entry->d_name;
    if (!strcmp(name, ".") || !strcmp(name, "..") || removed(fd, name)) continue;
    if (errno == EACCES && fchmod(fd, 0700) == 0 && removed(fd, name)) continue;
    if (errno != ENOTEMPTY) continue; /* so it stays, and its parent too */
    if (faccessat(fd, name, R_OK | X_OK, AT_EACCESS) < 0) permit(fd, name);
    names_add(names, name);
  }
  if (entries) closedir(entries);
}

static void left(struct walker *walker, int directory, const char *name, bool failed) {
  (void)walker;
  if (!failed) unlinkat(directory, name, AT_REMOVEDIR);
}

int remove_tree(int parent, const char *name) {
  if (removed(parent, name)) return 0;
  if (errno != ENOTEMPTY) return -1;
  int directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory < 0 && errno == EACCES) {
    permit(parent, name);
    directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  }
  if (directory < 0) return -1;
  struct walker walker = {.list = list, .left = left};
  walk_tree(&walker, directory);
  close(directory);
  return removed(parent, name) ? 0 : -1;
}

int remove_main(int argc, char **argv) {
  int result = 0;
  for (int i = 0; i < argc; i++)
    if (remove_tree(AT_FDCWD, argv[i]) < 0) {
      fprintf(stderr, "remove %s: %s\n", argv[i], strerror(errno));
      result = 1;
    }
  return result;
}
