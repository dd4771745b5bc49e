/* measure DIR: disk usage of a tree, counted like the disk limit (disk.c). */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"
#include "walk.h"

/* An inode counts too, or empty files would cost nothing. */
enum { INODE_BYTES = 512 };

struct measure { struct walker walker; time_t since; uint64_t total; };

static void list(struct walker *walker, int fd, struct names *names) {
  struct measure *measure = (struct measure *)walker;
  DIR *directory = fdopendir(dup(fd));
  struct dirent *entry;
  while (directory && (entry = readdir(directory))) {
    struct stat about;
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (fstatat(fd, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) < 0) continue;
    uint64_t bytes = (uint64_t)about.st_blocks * 512 + INODE_BYTES;
    if (about.st_ctime >= measure->since)
      measure->total += bytes / (S_ISDIR(about.st_mode) || !about.st_nlink ? 1 : about.st_nlink);
    if (S_ISDIR(about.st_mode)) names_add(names, entry->d_name);
  }
  if (directory) closedir(directory);
}

uint64_t tree_bytes(int directory, time_t since, bool *moved) {
  struct measure measure = {.walker = {.list = list}, .since = since};
  walk_tree(&measure.walker, directory);
  if (measure.walker.moved) *moved = true;
  return measure.total;
}

int measure_main(int argc, char **argv) {
  if (argc != 1) return 64;
  bool moved;
  int root = open(argv[0], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail_errno("measure", "%s", argv[0]);
  printf("%llu\n", (unsigned long long)tree_bytes(root, 0, &moved));
  return 0;
}
