/*
 * How much a run has written to its upper directory. Quotas are not available everywhere (a project quota must be
 * turned on when the file system is created or mounted), so it is measured: adding up a tree is expensive, asking the
 * file system for its free space is not. The tree is added up when free space has shrunk by what is left of the limit,
 * and also periodically, for at most a twentieth of the time.
 *
 * A file needs no name: it exists while a process has it open or mapped, or while a socket's queue has a descriptor of
 * it. The size of open files, and for the real root that of mapped ones, is known (held.c). For others, only their
 * existence is known, and the loss of free space, which another process may have caused. So neither alone ends a run:
 * it ends when free space has shrunk by more than the limit since the start and, in several looks in a row, something
 * in this very sandbox can hold files of unknown size.
 */
#include <fcntl.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "held.h"
#include "sandbox.h"

/* The last part of the disk, and the last hundredth of its inodes, are reserved for the server. */
enum { RESERVE_BYTES = 64 << 20 };
/* A descriptor is in transit only briefly, and no program keeps moving directories. */
enum { SUSPECT_LOOKS = 4, SUSPECT_MILLISECONDS = 100, MEASURE_MILLISECONDS = 1000, MOVED_TRIES = 3 };

static uint64_t free_bytes(int directory, bool *out_of_reserve) {
  struct statfs about;
  *out_of_reserve = false;
  if (fstatfs(directory, &about) < 0) return 0;
  *out_of_reserve = (uint64_t)about.f_bavail * (uint64_t)about.f_bsize < RESERVE_BYTES ||
                    (about.f_files && about.f_ffree < about.f_files / 100);
  return (uint64_t)about.f_bfree * (uint64_t)about.f_bsize;
}

static uint64_t bytes_below(const char *path, time_t since, bool *moved) {
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory < 0) return 0;
  uint64_t bytes = tree_bytes(directory, since, moved);
  close(directory);
  return bytes;
}

/* What the command may write besides its layer: caches, of which only changes count, and scratch layers. */
static uint64_t mounts_bytes(const struct spec *spec, time_t since, bool *moved) {
  uint64_t total = 0;
  for (size_t i = 0; i < spec->mount_count; i++) {
    const struct mount_spec *mount = &spec->mounts[i];
    if (mount->kind == MOUNT_BIND && !mount->read_only) total += bytes_below(mount->source, since, moved);
    if (mount->kind == MOUNT_OVERLAY && mount->upper) total += bytes_below(mount->upper, since, moved);
  }
  return total;
}

/* What stays after the run besides its layer. */
uint64_t disk_lasting(const struct disk_watch *watch, const struct spec *spec) {
  bool moved;
  return mounts_bytes(spec, watch->started, &moved);
}

/* Everything with a name. False if a part was moved away at every look. */
static bool measure_named(const struct disk_watch *watch, const struct spec *spec, uint64_t *bytes) {
  bool moved = true;
  for (int attempt = 0; moved && attempt < MOVED_TRIES; attempt++) {
    moved = false;
    *bytes = tree_bytes(watch->upper, 0, &moved) + mounts_bytes(spec, watch->started, &moved);
  }
  return !moved;
}

void disk_watch_start(struct disk_watch *watch, const struct spec *spec) {
  bool out_of_reserve;
  watch->upper = open(spec->upper, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  watch->free_at_measure = watch->most_free = free_bytes(watch->upper, &out_of_reserve);
  watch->measured = 0;
  watch->started = time(NULL);
  watch->next_measure = milliseconds_now() + MEASURE_MILLISECONDS;
}

bool disk_limit_hit(struct disk_watch *watch, const struct spec *spec, const struct lent *lent, int64_t now) {
  bool out_of_reserve;
  if (!spec->disk) return false;
  uint64_t free = free_bytes(watch->upper, &out_of_reserve);
  uint64_t shrunk = watch->free_at_measure > free ? watch->free_at_measure - free : 0;
  if (free > watch->most_free) watch->most_free = free;
  if (out_of_reserve && shrunk) return true;
  bool may_be_over = watch->measured + shrunk > spec->disk;
  if (!may_be_over && now < watch->next_measure) return false;
  bool all_seen = measure_named(watch, spec, &watch->measured);
  bool much_lost = watch->most_free - free > spec->disk;
  if (lent->proc >= 0 && (may_be_over || much_lost)) {
    struct held held = held_files(lent, spec, HELD_DISK);
    watch->measured += held.disk_bytes;
    all_seen = all_seen && !held.unknown;
  }
  watch->suspect_looks = much_lost && !all_seen ? watch->suspect_looks + 1 : 0;
  watch->free_at_measure = free;
  int64_t took = milliseconds_now() - now, pause = watch->suspect_looks ? SUSPECT_MILLISECONDS : MEASURE_MILLISECONDS;
  watch->next_measure = now + (took * 20 > pause ? took * 20 : pause);
  return watch->measured > spec->disk || watch->suspect_looks >= SUSPECT_LOOKS;
}
