/* What a sandbox's control groups count, and pausing what is in them. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "sandbox.h"

enum { PAUSE_MILLISECONDS = 2000 };

static uint64_t count_in(const char *directory, const char *file, const char *word) {
  char path[PATH_MAX], line[128], key[64];
  snprintf(path, sizeof path, "%s/%s", directory, file);
  FILE *events = fopen(path, "re");
  unsigned long long value, found = 0;
  while (events && fgets(line, sizeof line, events))
    if (sscanf(line, "%63s %llu", key, &value) == 2 && !strcmp(key, word)) found = value;
  if (events) fclose(events);
  return found;
}

/* CPU milliseconds that the group has used. */
static uint64_t cpu_used(const char *directory) {
  char path[PATH_MAX];
  unsigned long long nanoseconds = 0;
  snprintf(path, sizeof path, "%s/cpuacct.usage", directory);
  FILE *usage = fopen(path, "re");
  if (!usage) return count_in(directory, "cpu.stat", "usage_usec") / 1000;
  if (fscanf(usage, "%llu", &nanoseconds) != 1) nanoseconds = 0;
  fclose(usage);
  return nanoseconds / 1000000;
}

const char *cgroup_limit_hit(const struct cgroup *cgroup, const struct spec *spec) {
  for (size_t i = 0; i < cgroup->count; i++) {
    const char *directory = cgroup->dirs[i];
    if (cgroup->memory && (count_in(directory, "memory.events", "oom_kill") || count_in(directory, "memory.oom_control", "oom_kill")))
      return "memory";
    if (cgroup->processes && count_in(directory, "pids.events", "max")) return "processes";
    if (cgroup->cpu_time && cpu_used(directory) > spec->cpu_time) return "cpu";
  }
  return NULL;
}

static uint64_t number_in(const char *directory, const char *file, uint64_t otherwise) {
  char path[PATH_MAX];
  unsigned long long number;
  snprintf(path, sizeof path, "%s/%s", directory, file);
  FILE *numbers = fopen(path, "re");
  if (numbers && fscanf(numbers, "%llu", &number) == 1) otherwise = number;
  if (numbers) fclose(numbers);
  return otherwise;
}

/* As docker stats: without cached files that the kernel could drop at once. */
static uint64_t memory_used(const char *directory, uint64_t otherwise) {
  uint64_t old = number_in(directory, "memory.usage_in_bytes", 0), all = number_in(directory, "memory.current", old);
  uint64_t cached = count_in(directory, "memory.stat", old ? "total_inactive_file" : "inactive_file");
  return !all ? otherwise : all > cached ? all - cached : 0;
}

void cgroup_use(const struct cgroup *cgroup, struct use *use) {
  for (size_t i = 0; i < cgroup->count; i++) {
    const char *directory = cgroup->dirs[i];
    use->memory = memory_used(directory, use->memory);
    use->processes = number_in(directory, "pids.current", use->processes);
    uint64_t cpu = cpu_used(directory);
    if (cpu) use->cpu_milliseconds = cpu;
  }
}

static bool is_paused(const char *directory) {
  char path[PATH_MAX], state[16] = "";
  snprintf(path, sizeof path, "%s/freezer.state", directory);
  FILE *file = fopen(path, "re");
  if (!file) return count_in(directory, "cgroup.events", "frozen");
  bool paused = fscanf(file, "%15s", state) == 1 && !strcmp(state, "FROZEN");
  fclose(file);
  return paused;
}

bool cgroup_set_paused(const char *directory, bool paused) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/freezer.state", directory);
  if (write_file(path, paused ? "FROZEN" : "THAWED")) return true;
  snprintf(path, sizeof path, "%s/cgroup.freeze", directory);
  return write_file(path, paused ? "1" : "0");
}

bool cgroup_pause(const struct cgroup *cgroup, bool paused) {
  if (!cgroup->freezer[0] || !cgroup_set_paused(cgroup->freezer, paused)) return false;
  for (int attempt = 0; is_paused(cgroup->freezer) != paused; attempt++) {
    if (attempt == PAUSE_MILLISECONDS) {
      cgroup_set_paused(cgroup->freezer, false);
      return false;
    }
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
  return true;
}
