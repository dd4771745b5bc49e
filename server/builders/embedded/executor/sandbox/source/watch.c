/*
 * Memory, processes and time of CPUs where there is no cgroup to bound them: what the sandbox's own /proc shows. Resident sizes count
 * shared pages once per process, so they are only the cheap question; the answer is the proportional set size.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "sandbox.h"

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

static uint64_t proportional(int proc, const char *pid) {
  char text[4096];
  if (!read_text(proc, pid, "smaps_rollup", text, sizeof text)) return 0;
  const char *line = strstr(text, "\nPss:");
  return line ? strtoull(line + 5, NULL, 10) * 1024 : 0;
}

struct totals { uint64_t processes, resident, proportional, ticks; };

static struct totals add_up(int proc, bool exact) {
  struct totals totals = {0};
  long page = sysconf(_SC_PAGESIZE);
  int copy = openat(proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  struct dirent *entry;
  while (directory && (entry = readdir(directory))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    char text[1024];
    if (!read_text(proc, entry->d_name, "stat", text, sizeof text)) continue;
    const char *after_name = strrchr(text, ')'); /* a name may contain anything */
    unsigned long threads = 0, user = 0, system = 0, children_user = 0, children_system = 0;
    long resident = 0;
    if (!after_name || sscanf(after_name + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu %*d %*d %lu %*d %*u %*u %ld",
                              &user, &system, &children_user, &children_system, &threads, &resident) != 6)
      continue;
    totals.ticks += user + system + children_user + children_system;
    totals.processes += threads ? threads : 1;
    totals.resident += (uint64_t)resident * (uint64_t)page;
    if (exact) totals.proportional += proportional(proc, entry->d_name);
  }
  if (directory) closedir(directory);
  return totals;
}

/* Memory that no process shows (files of a tmpfs, memfd): when the machine itself runs short, a build ends. */
static bool machine_short(void) {
  FILE *file = fopen("/proc/meminfo", "re");
  char line[128];
  unsigned long long total = 0, available = 0;
  while (file && fgets(line, sizeof line, file)) {
    sscanf(line, "MemTotal: %llu", &total);
    if (sscanf(line, "MemAvailable: %llu", &available) == 1) break;
  }
  if (file) fclose(file);
  return total && available && available < total / 25 && available < 512 * 1024;
}

/* Cheap enough to be asked often: a fork bomb that meets its limit can be over in some hundredths of a second. */
static uint64_t count_processes(int proc) {
  int copy = openat(proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  struct dirent *entry;
  uint64_t count = 0;
  while (directory && (entry = readdir(directory))) count += entry->d_name[0] >= '1' && entry->d_name[0] <= '9';
  if (directory) closedir(directory);
  return count;
}

/* What a process used that nobody waited for is lost with it, so the sum may sink: the most that was seen counts. */
static void note_cpu(struct watched *watched, uint64_t ticks) {
  uint64_t milliseconds = ticks * 1000 / (uint64_t)sysconf(_SC_CLK_TCK);
  if (milliseconds > watched->cpu_used) watched->cpu_used = milliseconds;
}

const char *watch_processes(int proc, const struct spec *spec, struct watched *watched, bool thorough) {
  if (!watched->memory && !watched->processes && !watched->cpu_time) return NULL;
  if (watched->processes && count_processes(proc) >= spec->processes) return "processes";
  if (!thorough) return NULL;
  struct totals totals = add_up(proc, false);
  note_cpu(watched, totals.ticks);
  if (watched->processes && totals.processes >= spec->processes) return "processes";
  if (watched->cpu_time && watched->cpu_used > spec->cpu_time) return "cpu";
  if (!watched->memory) return NULL;
  if (machine_short()) return "memory";
  if (totals.resident > spec->memory && add_up(proc, true).proportional > spec->memory) return "memory";
  return NULL;
}
