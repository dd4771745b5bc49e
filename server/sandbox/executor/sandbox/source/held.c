/*
 * Files without a name that the processes of a sandbox hold: open in some thread's descriptor table, running, or
 * mapped. Each file counts once. A descriptor that waits in a socket's queue is not visible, but its socket says that
 * one waits there. Only the real root may look at a mapped file; others see only its name and number.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "held.h"

/* A sandbox with more processes and descriptors than can be examined in this time counts as one that hides some. */
enum { PATIENCE_MILLISECONDS = 200 };

struct file { dev_t device; ino_t inode; };
struct look {
  const struct lent *lent;
  const struct spec *spec;
  struct held held;
  void *seen; /* a tree of struct file */
  int64_t until;
  enum held_what what;
  bool some_mapped_unseen;
};

static int compare(const void *a, const void *b) { return memcmp(a, b, sizeof(struct file)); }

/* Whether it is new. */
static bool is_new(struct look *look, const struct stat *about) {
  struct file *file = need_memory(sizeof *file); /* with its padding zero, as they are compared by bytes */
  file->device = about->st_dev;
  file->inode = about->st_ino;
  struct file **found = tsearch(file, &look->seen, compare);
  if (!found) fail("memory", "out of memory");
  if (*found == file) return true;
  free(file);
  return false;
}

static void add(struct look *look, const struct stat *about) {
  if (!S_ISREG(about->st_mode) || about->st_nlink) return;
  if (lent_tmpfs_has(look->lent, about->st_dev) || !is_new(look, about)) return;
  uint64_t bytes = (uint64_t)about->st_blocks * 512;
  if (about->st_dev == look->lent->shared_memory) look->held.memory_bytes += bytes;
  else look->held.disk_bytes += bytes;
}

static bool is_number(const char *name) { return name[0] >= '0' && name[0] <= '9'; }

static DIR *open_directory(int parent, const char *name) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = fd < 0 ? NULL : fdopendir(fd);
  if (fd >= 0 && !directory) close(fd);
  return directory;
}

static bool in_time(struct look *look) {
  if (milliseconds_now() < look->until) return true;
  look->held.unknown = true;
  return false;
}

static bool has_descriptors_waiting(int task, const char *number) {
  char path[32], line[128];
  snprintf(path, sizeof path, "fdinfo/%.20s", number);
  int fd = openat(task, path, O_RDONLY | O_CLOEXEC);
  FILE *info = fd < 0 ? NULL : fdopen(fd, "re");
  int count = 0;
  while (info && !count && fgets(line, sizeof line, info)) sscanf(line, "scm_fds: %d", &count);
  if (info) fclose(info);
  return count > 0;
}

static bool look_at_open(struct look *look, int task) {
  DIR *fds = open_directory(task, "fd");
  struct dirent *number;
  while (fds && in_time(look) && (number = readdir(fds))) {
    struct stat about;
    if (!is_number(number->d_name) || fstatat(dirfd(fds), number->d_name, &about, 0) < 0) continue;
    add(look, &about);
    if (look->what != HELD_MEMORY && S_ISSOCK(about.st_mode) && !look->held.unknown && has_descriptors_waiting(task, number->d_name))
      look->held.unknown = true;
  }
  if (fds) closedir(fds);
  return false; /* the next thread may have others open */
}

/* An upgrade of a library in use leaves the one of a layer below mapped: that uses nothing of the run's limit. */
static bool is_of_lower(const struct spec *spec, const char *path, ino_t inode) {
  for (size_t i = 0; i < spec->lower.count; i++) {
    struct stat about;
    int lower = open(spec->lower.items[i], O_PATH | O_DIRECTORY | O_CLOEXEC);
    int file = lower < 0 ? -1 : open_in_root(lower, path, O_PATH);
    bool same = file >= 0 && fstat(file, &about) == 0 && about.st_ino == inode;
    if (file >= 0) close(file);
    if (lower >= 0) close(lower);
    if (same) return true;
  }
  return false;
}

struct mapping { struct file file; const char *path; };

/* A line of `maps` for a deleted file: ADDRESSES PERMISSIONS OFFSET MAJOR:MINOR INODE PATH. */
static bool is_nameless(char *line, struct mapping *mapping) {
  static const char deleted[] = " (deleted)";
  unsigned device_major, device_minor;
  unsigned long long inode;
  int path_at = 0;
  size_t length = strcspn(line, "\n"), tail = sizeof deleted - 1;
  line[length] = 0;
  if (length < tail || strcmp(line + length - tail, deleted) != 0) return false;
  if (sscanf(line, "%*s %*s %*s %x:%x %llu %n", &device_major, &device_minor, &inode, &path_at) != 3 || !path_at) return false;
  line[length - tail] = 0;
  memset(mapping, 0, sizeof *mapping);
  mapping->file.device = makedev(device_major, device_minor);
  mapping->file.inode = (ino_t)inode;
  mapping->path = line + path_at;
  return true;
}

static bool is_unseen(const struct look *look, const struct mapping *mapping) {
  return !tfind(&mapping->file, &look->seen, compare);
}

static void judge_mapping(struct look *look, const struct mapping *mapping) {
  if (lent_disk_has(look->lent, mapping->file.device) && is_unseen(look, mapping) &&
      !is_of_lower(look->spec, mapping->path, mapping->file.inode))
    look->held.unknown = true;
}

static bool look_at_maps(struct look *look, int task) {
  char line[PATH_MAX + 256];
  int fd = openat(task, "maps", O_RDONLY | O_CLOEXEC);
  FILE *maps = fd < 0 ? NULL : fdopen(fd, "re");
  bool any = false;
  while (maps && !look->held.unknown && in_time(look) && fgets(line, sizeof line, maps)) {
    struct mapping mapping;
    if (is_nameless(line, &mapping)) judge_mapping(look, &mapping);
    any = true;
  }
  if (maps) fclose(maps);
  return any;
}

/* Memory that processes share without a descriptor. System V segments are in a list of their own. */
static bool look_at_smaps(struct look *look, int task) {
  char line[PATH_MAX + 256];
  int fd = openat(task, "smaps", O_RDONLY | O_CLOEXEC);
  FILE *maps = fd < 0 ? NULL : fdopen(fd, "re");
  bool any = false, counts = false;
  unsigned long long kilobytes;
  for (; maps && in_time(look) && fgets(line, sizeof line, maps); any = true) {
    struct mapping mapping;
    if (sscanf(line, "Pss: %llu", &kilobytes) == 1) {
      if (counts) look->held.memory_bytes += kilobytes * 1024;
    } else if (line[0] < 'A' || line[0] > 'Z') {
      counts = is_nameless(line, &mapping) && mapping.file.device == look->lent->shared_memory &&
               strncmp(mapping.path, "/SYSV", 5) != 0 && is_unseen(look, &mapping);
      if (counts && !strncmp(mapping.path, "/memfd:", 7)) look->held.unknown = true;
    }
  }
  if (maps) fclose(maps);
  return any;
}

/* False if we may not read it, or if the first thread has ended and with it its view of the memory. */
static bool look_at_map_files(struct look *look, int process) {
  DIR *files = open_directory(process, "map_files");
  struct dirent *range;
  bool seen = false, refused = false;
  while (files && !refused && in_time(look) && (range = readdir(files))) {
    struct stat about;
    if (range->d_name[0] == '.') continue;
    seen = true;
    if (fstatat(dirfd(files), range->d_name, &about, 0) == 0) add(look, &about);
    else refused = errno == EPERM;
  }
  if (files) closedir(files);
  return seen && !refused;
}

/*
 * Each thread may have its own descriptor table, and continue after the first one, which has the process's number,
 * has ended. `act` returns whether it has seen what all threads share.
 */
static void each_task(struct look *look, int process, bool (*act)(struct look *, int task)) {
  DIR *tasks = open_directory(process, "task");
  struct dirent *number;
  bool done = false;
  while (tasks && !done && in_time(look) && (number = readdir(tasks))) {
    int task = is_number(number->d_name) ? openat(dirfd(tasks), number->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (task < 0) continue;
    done = act(look, task);
    close(task);
  }
  if (tasks) closedir(tasks);
}

static void look_at_process(struct look *look, int process) {
  struct stat about;
  if (fstatat(process, "exe", &about, 0) == 0) add(look, &about);
  each_task(look, process, look_at_open);
  if (look->what != HELD_MEMORY && !look_at_map_files(look, process)) look->some_mapped_unseen = true;
}

static void look_at_process_maps(struct look *look, int process) {
  each_task(look, process, look->what == HELD_DISK ? look_at_maps : look_at_smaps);
}

static void each_process(struct look *look, void (*act)(struct look *, int process)) {
  DIR *processes = open_directory(look->lent->proc, ".");
  struct dirent *number;
  while (processes && in_time(look) && (number = readdir(processes))) {
    if (!is_number(number->d_name)) continue;
    int process = openat(look->lent->proc, number->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (process < 0) continue;
    act(look, process);
    close(process);
  }
  if (processes) closedir(processes);
}

struct held held_files(const struct lent *lent, const struct spec *spec, enum held_what what) {
  struct look look = {.lent = lent, .spec = spec, .what = what, .until = milliseconds_now() + PATIENCE_MILLISECONDS};
  each_process(&look, look_at_process);
  /* After all open files are known, so that a file that is both open and mapped raises no question. */
  if (look.some_mapped_unseen && !look.held.unknown) each_process(&look, look_at_process_maps);
  tdestroy(look.seen, free);
  return look.held;
}
