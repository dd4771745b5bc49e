/*
 * Memory, processes, and CPU time if there is no cgroup to limit them: read from the sandbox's own /proc. Resident
 * sizes count shared pages once per process, so they are only a cheap first check; the proportional set size decides.
 * Files of a tmpfs, memfds, and System V segments and messages are memory that no process shows. They are added up if
 * the machine has enough more shared memory than at the start to matter, and also periodically.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "held.h"
#include "sandbox.h"

enum { FULL_LOOK_MILLISECONDS = 1000, SUSPECT_LOOKS = 4, TMPFS_INODE_BYTES = 1024 };

static size_t read_text(int directory, const char *pid, const char *file, char *text, size_t room) {
  char path[64];
  snprintf(path, sizeof path, "%.20s/%s", pid, file);
  int fd = openat(directory, path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t got = read(fd, text, room - 1);
  close(fd);
  if (got < 0) got = 0;
  text[got] = 0;
  return (size_t)got;
}

struct shares { uint64_t all, shared; };

static uint64_t kilobytes_of(const char *text, const char *word) {
  const char *line = strstr(text, word);
  return line ? strtoull(line + strlen(word), NULL, 10) * 1024 : 0;
}

/* A process's memory, its share of what it shares, and how much of that is files in memory. */
static struct shares proportional(int proc, const char *pid) {
  char text[4096];
  if (!read_text(proc, pid, "smaps_rollup", text, sizeof text)) return (struct shares){0};
  return (struct shares){kilobytes_of(text, "\nPss:"), kilobytes_of(text, "\nPss_Shmem:")};
}

/* The share of its time so far that it had a CPU; 0 if it is waiting for something else. */
static double busy(int proc, const char *pid, char state) {
  char text[128];
  unsigned long long ran, waited;
  if (state != 'R') return 0;
  if (!read_text(proc, pid, "schedstat", text, sizeof text) || sscanf(text, "%llu %llu", &ran, &waited) != 2) return 1;
  return ran + waited ? (double)ran / (double)(ran + waited) : 1;
}

struct totals { uint64_t processes, resident; };

static void each_process(int proc, void (*act)(int proc, const char *pid, void *into), void *into) {
  int copy = openat(proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  struct dirent *entry;
  while (directory && (entry = readdir(directory)))
    if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9') act(proc, entry->d_name, into);
  if (directory) closedir(directory);
}

struct look { struct watched *watched; struct totals totals; };

static void add_process(int proc, const char *pid, void *into) {
  struct look *look = into;
  char text[1024], state;
  if (!read_text(proc, pid, "stat", text, sizeof text)) return;
  const char *after_name = strrchr(text, ')'); /* a name may contain anything */
  unsigned long threads = 0, user = 0, system = 0;
  long children_user = 0, children_system = 0, resident = 0;
  unsigned long long started = 0;
  if (!after_name || sscanf(after_name + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld %*d %*d %lu %*d %llu %*u %ld",
                            &state, &user, &system, &children_user, &children_system, &threads, &started, &resident) != 8)
    return;
  cpu_note(&look->watched->times, (struct process_time){atoi(pid), started, user + system,
                                                        (uint64_t)(children_user + children_system), busy(proc, pid, state)});
  look->totals.processes += threads ? threads : 1;
  look->totals.resident += (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void add_shares(int proc, const char *pid, void *into) {
  struct shares *sum = into, more = proportional(proc, pid);
  sum->all += more.all;
  sum->shared += more.shared;
}

struct machine { uint64_t total, available, shared; }; /* bytes */

static struct machine machine_memory(void) {
  char text[4096];
  int fd = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
  if (fd >= 0) close(fd);
  text[got > 0 ? got : 0] = 0;
  return (struct machine){kilobytes_of(text, "MemTotal:"), kilobytes_of(text, "\nMemAvailable:"), kilobytes_of(text, "\nShmem:")};
}

/* The last resort: if the machine itself runs short of memory, a build is ended. */
static bool is_short(struct machine machine) {
  return machine.total && machine.available && machine.available < machine.total / 25 && machine.available < 512 << 20;
}

/* Columns of numbers below a line of names: adds up the columns `first` and `second`, counted from 0. */
static uint64_t sum_of_columns(int file, int first, int second) {
  char text[65536];
  uint64_t sum = 0;
  ssize_t got;
  int column = 0, line = 0;
  for (off_t at = 0; file >= 0 && (got = pread(file, text, sizeof text - 1, at)) > 0;) {
    /* Whole words only: the remainder is read again. */
    if (got == (ssize_t)sizeof text - 1)
      while (got > 1 && text[got - 1] != ' ' && text[got - 1] != '\n') got--;
    text[got] = 0;
    at += got;
    for (char *word = text; *word;) {
      word += strspn(word, " ");
      if (*word == '\n') column = 0, line++, word++;
      else if (*word) {
        if (line && (column == first || column == second)) sum += strtoull(word, NULL, 10);
        column++;
        word += strcspn(word, " \n");
      }
    }
  }
  return sum;
}

/* /proc/sysvipc: the pages in memory and on swap of segments, the bytes in queues of messages. */
static uint64_t system_v_bytes(const struct lent *lent) {
  return sum_of_columns(lent->segments, 14, 15) + sum_of_columns(lent->messages, 3, 3);
}

static uint64_t tmpfs_bytes(const struct lent *lent) {
  uint64_t total = 0;
  for (size_t i = 0; i < lent->tmpfs_count; i++) {
    struct statfs about;
    if (fstatfs(lent->tmpfs[i], &about) < 0) continue;
    total += (uint64_t)(about.f_blocks - about.f_bfree) * (uint64_t)about.f_bsize;
    total += (uint64_t)(about.f_files - about.f_ffree) * TMPFS_INODE_BYTES;
  }
  return total;
}

/*
 * From the cheapest check to the most expensive. A memfd may be mapped and open, so shared memory of processes and
 * held memory must not be added up before it is known which is which. A memfd that is mapped and not open has an
 * unknown size: like such a file on disk (disk.c), it ends the run if the machine lost at least that much.
 */
static bool memory_is_over(const struct lent *lent, const struct spec *spec, struct watched *watched, uint64_t resident) {
  struct machine machine = machine_memory();
  int64_t now = milliseconds_now();
  if (is_short(machine)) return true;
  if (!watched->least_shared || machine.shared < watched->least_shared) watched->least_shared = machine.shared;
  if (!watched->next_full_look) {
    watched->shared_at_look = machine.shared;
    watched->next_full_look = now + FULL_LOOK_MILLISECONDS;
  }
  uint64_t since = machine.shared > watched->shared_at_look ? machine.shared - watched->shared_at_look : 0;
  if (resident + watched->hidden + since <= spec->memory && now < watched->next_full_look) return false;
  watched->next_full_look = now + FULL_LOOK_MILLISECONDS;
  watched->shared_at_look = machine.shared;
  uint64_t lasting = tmpfs_bytes(lent) + system_v_bytes(lent);
  watched->hidden = lasting + held_files(lent, spec, HELD_MEMORY).memory_bytes;
  bool much_more = machine.shared - watched->least_shared > spec->memory;
  if (resident + watched->hidden <= spec->memory && !much_more) return false;
  struct shares shares = {0};
  each_process(lent->proc, add_shares, &shares);
  uint64_t own = shares.all > shares.shared ? shares.all - shares.shared : 0;
  if (own + (shares.shared > watched->hidden ? shares.shared : watched->hidden) > spec->memory) return true;
  if (shares.all + watched->hidden <= spec->memory && !much_more) return false;
  struct held held = held_files(lent, spec, HELD_MEMORY_MAPPED);
  watched->suspect_looks = much_more && held.unknown ? watched->suspect_looks + 1 : 0;
  if (watched->suspect_looks) watched->next_full_look = now;
  return own + lasting + held.memory_bytes > spec->memory || watched->suspect_looks >= SUSPECT_LOOKS;
}

static void count_one(int proc, const char *pid, void *into) {
  (void)proc, (void)pid;
  ++*(uint64_t *)into;
}

/* Cheap enough to check often: a fork bomb that reaches its limit can be over in some hundredths of a second. */
static uint64_t count_processes(int proc) {
  uint64_t count = 0;
  each_process(proc, count_one, &count);
  return count;
}

const char *watch_processes(const struct lent *lent, const struct spec *spec, struct watched *watched, bool thorough) {
  if (!watched->memory && !watched->processes && !watched->cpu_time) return NULL;
  if (watched->processes && count_processes(lent->proc) >= spec->processes) return "processes";
  if (!thorough) return NULL;
  struct look look = {.watched = watched};
  each_process(lent->proc, add_process, &look);
  watched->cpu_used = cpu_settle(&watched->times, milliseconds_now());
  if (watched->processes && look.totals.processes >= spec->processes) return "processes";
  if (watched->cpu_time && watched->cpu_used > spec->cpu_time) return "cpu";
  return watched->memory && memory_is_over(lent, spec, watched, look.totals.resident) ? "memory" : NULL;
}
