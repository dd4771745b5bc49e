/* Removes a tree, whoever of the mapped ids owns what is in it. Never follows a link, never leaves the file system. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"

static int empty(int directory) {
  int copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = copy < 0 ? NULL : fdopendir(copy);
  if (!entries) return -1;
  struct dirent *entry;
  int result = 0;
  while ((entry = readdir(entries))) {
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (remove_tree(copy, entry->d_name) < 0) result = -1;
  }
  closedir(entries);
  return result;
}

int remove_tree(int parent, const char *name) {
  if (unlinkat(parent, name, 0) == 0 || errno == ENOENT) return 0;
  if (errno != EISDIR && errno != EPERM) return -1;
  if (unlinkat(parent, name, AT_REMOVEDIR) == 0) return 0;
  if (errno != ENOTEMPTY && errno != EEXIST) return -1;
  int directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory < 0 && errno == EACCES) {
    fchmodat(parent, name, 0700, 0);
    directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  }
  if (directory < 0) return -1;
  int emptied = empty(directory);
  if (emptied < 0 && errno == EACCES && fchmod(directory, 0700) == 0) emptied = empty(directory);
  close(directory);
  return unlinkat(parent, name, AT_REMOVEDIR);
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
