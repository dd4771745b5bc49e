/*
 * How much a run has written to its upper directory. Quotas are not to be had everywhere, so it is measured: adding up
 * a tree is dear, asking the file system for its free space is not. The tree is added up when free space has shrunk
 * by what is left of the limit, and from time to time besides, at most a twentieth of the time.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "sandbox.h"

/* The last of the disk, and the last hundredth of its inodes, are the server's. */
enum { RESERVE_BYTES = 64 << 20, INODE_BYTES = 512 };

static uint64_t free_bytes(int directory, bool *out_of_reserve) {
  struct statfs about;
  *out_of_reserve = false;
  if (fstatfs(directory, &about) < 0) return 0;
  *out_of_reserve = (uint64_t)about.f_bavail * (uint64_t)about.f_bsize < RESERVE_BYTES ||
                    (about.f_files && about.f_ffree < about.f_files / 100);
  return (uint64_t)about.f_bfree * (uint64_t)about.f_bsize;
}

/* An inode is worth something too, or empty files would cost nothing. With `since`, only what was changed after it. */
static uint64_t tree_bytes(int parent, const char *name, time_t since) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *directory = fd < 0 ? NULL : fdopendir(fd);
  struct dirent *entry;
  uint64_t total = 0;
  while (directory && (entry = readdir(directory))) {
    struct stat about;
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    if (fstatat(fd, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) < 0) continue;
    uint64_t bytes = (uint64_t)about.st_blocks * 512 + INODE_BYTES;
    if (about.st_ctime >= since) total += bytes / (S_ISDIR(about.st_mode) || !about.st_nlink ? 1 : about.st_nlink);
    if (S_ISDIR(about.st_mode)) total += tree_bytes(fd, entry->d_name, since);
  }
  if (directory) closedir(directory);
  return total;
}

/* Deleted files live on while a process has them open. */
static uint64_t deleted_bytes(int proc) {
  int copy = openat(proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  struct dirent *entry;
  uint64_t total = 0;
  while (directory && (entry = readdir(directory))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    char path[64];
    snprintf(path, sizeof path, "%.20s/fd", entry->d_name);
    int fds = openat(proc, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *open_files = fds < 0 ? NULL : fdopendir(fds);
    struct dirent *number;
    while (open_files && (number = readdir(open_files))) {
      struct stat about;
      if (fstatat(fds, number->d_name, &about, 0) == 0 && S_ISREG(about.st_mode) && about.st_nlink == 0)
        total += (uint64_t)about.st_blocks * 512;
    }
    if (open_files) closedir(open_files);
  }
  if (directory) closedir(directory);
  return total;
}

/* What the command may write to besides its layer: caches, of which only what it changed counts, and scratch layers. */
static uint64_t mounts_bytes(const struct spec *spec, time_t since) {
  uint64_t total = 0;
  for (size_t i = 0; i < spec->mount_count; i++) {
    const struct mount_spec *mount = &spec->mounts[i];
    if (mount->kind == MOUNT_BIND && !mount->read_only) total += tree_bytes(AT_FDCWD, mount->source, since);
    if (mount->kind == MOUNT_OVERLAY && mount->upper) total += tree_bytes(AT_FDCWD, mount->upper, since);
  }
  return total;
}

/* What stays after the run beside its layer. */
uint64_t disk_lasting(const struct disk_watch *watch, const struct spec *spec) {
  return mounts_bytes(spec, watch->started);
}

void disk_watch_start(struct disk_watch *watch, const struct spec *spec) {
  bool out_of_reserve;
  watch->upper = open(spec->upper, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  watch->free_at_measure = free_bytes(watch->upper, &out_of_reserve);
  watch->measured = 0;
  watch->started = time(NULL);
  watch->next_measure = milliseconds_now() + 1000;
}

bool disk_limit_hit(struct disk_watch *watch, const struct spec *spec, int proc, int64_t now) {
  bool out_of_reserve;
  if (!spec->disk) return false;
  uint64_t free = free_bytes(watch->upper, &out_of_reserve);
  uint64_t shrunk = watch->free_at_measure > free ? watch->free_at_measure - free : 0;
  if (out_of_reserve && shrunk) return true;
  bool may_be_over = watch->measured + shrunk > spec->disk;
  if (!may_be_over && now < watch->next_measure) return false;
  watch->measured = tree_bytes(watch->upper, ".", 0) + mounts_bytes(spec, watch->started);
  if (proc >= 0 && may_be_over) watch->measured += deleted_bytes(proc);
  watch->free_at_measure = free;
  int64_t took = milliseconds_now() - now;
  watch->next_measure = now + (took * 20 > 1000 ? took * 20 : 1000);
  return watch->measured > spec->disk;
}
