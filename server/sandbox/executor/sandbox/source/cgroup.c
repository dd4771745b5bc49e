/*
 * A control group for the runs of one build (or for one run without a build), beside ours or above it, wherever we may
 * create one: version 2 with its controllers on, or version 1 with one hierarchy per controller. What can't be limited
 * here is watched instead (watch.c). A build's group stays until the builder leaves it, so that its counters cover the
 * whole build.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

#include "sandbox.h"

#define MOUNT "/sys/fs/cgroup"
#define PREFIX "strata-"
#define CGROUP2_MAGIC 0x63677270

static char name[64]; /* this run's group */

/* Whether `controller` is one of several mounted together: "cpu" in "cpu,cpuacct". */
static bool is_among(const char *controllers, const char *controller) {
  size_t length = strlen(controller);
  for (const char *at = controllers;; at++) {
    const char *end = strchrnul(at, ',');
    if ((size_t)(end - at) == length && !strncmp(at, controller, length)) return true;
    if (!*end) return false;
    at = end;
  }
}

/* Our own group in the hierarchy of a controller ("" for version 2), from /proc/self/cgroup. */
static bool own_group(const char *controller, char path[256]) {
  FILE *file = fopen("/proc/self/cgroup", "re");
  char line[512];
  bool found = false;
  while (file && !found && fgets(line, sizeof line, file)) {
    char *controllers = strchr(line, ':'), *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group) continue;
    *group++ = 0;
    controllers++;
    group[strcspn(group, "\n")] = 0;
    if (!is_among(controllers, controller)) continue;
    found = snprintf(path, 256, "%s", strcmp(group, "/") ? group : "") < 256;
  }
  if (file) fclose(file);
  return found;
}

static bool set(const char *directory, const char *file, const char *format, unsigned long long value) {
  char path[PATH_MAX], text[64];
  snprintf(path, sizeof path, "%s/%s", directory, file);
  snprintf(text, sizeof text, format, value);
  return write_file(path, text);
}

static bool joinable(const char *directory) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/cgroup.procs", directory);
  return access(path, W_OK) == 0;
}

/* A thread that moves itself need not wait for all other threads of the machine; moving another process must. */
static int open_tasks(const char *directory) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/tasks", directory);
  return open(path, O_WRONLY | O_CLOEXEC);
}

/* Another run of the same build may have created it. */
static bool made(const struct cgroup *cgroup, const char *directory) {
  return mkdir(directory, 0755) == 0 || (cgroup->shared && errno == EEXIST);
}

static void keep(struct cgroup *cgroup, const char *directory) {
  snprintf(cgroup->dirs[cgroup->count], sizeof cgroup->dirs[0], "%s", directory);
  cgroup->count++;
}

static bool bound2(const char *directory, const struct spec *spec, struct cgroup *cgroup) {
  bool memory = !spec->memory || set(directory, "memory.max", "%llu", spec->memory);
  bool processes = !spec->processes || set(directory, "pids.max", "%llu", spec->processes);
  if (!memory || !processes || !joinable(directory)) return false;
  set(directory, "memory.swap.max", "%llu", 0);
  set(directory, "memory.oom.group", "%llu", 1);
  cgroup->cpu = spec->cpu_millis && set(directory, "cpu.max", "%llu 100000", spec->cpu_millis * 100);
  cgroup->cpu_time = spec->cpu_time != 0;
  cgroup->memory = spec->memory != 0;
  cgroup->processes = spec->processes != 0;
  return true;
}

/* Controllers are on only in some of our ancestors, and only some of those are writable; try from the bottom. */
static void make2(struct cgroup *cgroup, const struct spec *spec) {
  char group[256], directory[512];
  if (!own_group("", group)) return;
  for (;;) {
    snprintf(directory, sizeof directory, MOUNT "%s/%s", group, name);
    if (made(cgroup, directory)) {
      if (bound2(directory, spec, cgroup)) {
        keep(cgroup, directory);
        cgroup->into = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        cgroup->procs = openat(cgroup->into, "cgroup.procs", O_WRONLY | O_CLOEXEC);
        cgroup->usage = openat(cgroup->into, "cpu.stat", O_RDONLY | O_CLOEXEC);
        if (!cgroup->shared) snprintf(cgroup->freezer, sizeof cgroup->freezer, "%s", directory);
        return;
      }
      rmdir(directory);
    }
    char *slash = strrchr(group, '/');
    if (!slash) return;
    *slash = 0;
  }
}

/* Where a hierarchy is mounted: several controllers may have one, which then has several names. */
static bool hierarchy(const char *controller, char path[PATH_MAX]) {
  char named[64];
  snprintf(named, sizeof named, MOUNT "/%s", controller);
  return realpath(named, path) != NULL;
}

static const char *kept(const struct cgroup *cgroup, const char *directory) {
  for (size_t i = 0; i < cgroup->count; i++)
    if (!strcmp(cgroup->dirs[i], directory)) return cgroup->dirs[i];
  return NULL;
}

/* The directory of the group, NULL if none can be had. */
static const char *make1(struct cgroup *cgroup, const char *controller) {
  char group[256], directory[512], root[PATH_MAX];
  if (!own_group(controller, group) || !hierarchy(controller, root)) return NULL;
  for (int attempt = 0; attempt < 2; attempt++) {
    if (snprintf(directory, sizeof directory, "%s%s/%s", root, attempt ? "" : group, name) >= (int)sizeof directory) return NULL;
    if (kept(cgroup, directory)) return kept(cgroup, directory);
    if (!made(cgroup, directory)) continue;
    int tasks = open_tasks(directory);
    if (tasks >= 0) {
      keep(cgroup, directory);
      cgroup->tasks[cgroup->task_count++] = tasks;
      return cgroup->dirs[cgroup->count - 1];
    }
    rmdir(directory);
  }
  return NULL;
}

/* Version 1 can restrict devices: to those of a sandbox's /dev, and terminals. */
static void bound_devices(const char *directory) {
  static const char *const allowed[] = {"c 1:3 rw", "c 1:5 rw", "c 1:7 rw", "c 1:8 rw", "c 1:9 rw", "c 5:0 rw", "c 5:2 rw", "c 136:* rw"};
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/devices.deny", directory);
  if (!write_file(path, "a")) return;
  snprintf(path, sizeof path, "%s/devices.allow", directory);
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) write_file(path, allowed[i]);
}

static int open_usage(const char *directory) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/cpuacct.usage", directory);
  return open(path, O_RDONLY | O_CLOEXEC);
}

static void make_version1(struct cgroup *cgroup, const struct spec *spec) {
  const char *directory;
  if (spec->memory && (directory = make1(cgroup, "memory"))) {
    cgroup->memory = set(directory, "memory.limit_in_bytes", "%llu", spec->memory);
    set(directory, "memory.memsw.limit_in_bytes", "%llu", spec->memory);
  }
  if (spec->processes && (directory = make1(cgroup, "pids"))) cgroup->processes = set(directory, "pids.max", "%llu", spec->processes);
  if (spec->cpu_millis && (directory = make1(cgroup, "cpu"))) {
    set(directory, "cpu.cfs_period_us", "%llu", 100000);
    cgroup->cpu = set(directory, "cpu.cfs_quota_us", "%llu", spec->cpu_millis * 100);
  }
  if ((spec->cpu_time || spec->container) && (directory = make1(cgroup, "cpuacct"))) {
    cgroup->cpu_time = spec->cpu_time != 0;
    cgroup->usage = open_usage(directory);
  }
  if (spec->container && !cgroup->shared && (directory = make1(cgroup, "freezer"))) snprintf(cgroup->freezer, sizeof cgroup->freezer, "%s", directory);
  if ((directory = make1(cgroup, "devices"))) bound_devices(directory);
}

void cgroup_make(struct cgroup *cgroup, const struct spec *spec) {
  struct statfs about;
  cgroup->into = cgroup->procs = cgroup->usage = -1;
  cgroup->shared = spec->group != NULL;
  bool is_limited = spec->memory || spec->processes || spec->cpu_millis || spec->cpu_time;
  if (!spec->use_cgroups || (!is_limited && !spec->container)) return;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (spec->group) snprintf(name, sizeof name, PREFIX "%s", spec->group);
  else snprintf(name, sizeof name, PREFIX "%d-%llx%lx", getpid(), (unsigned long long)now.tv_sec, now.tv_nsec);
  if (statfs(MOUNT, &about) < 0) return;
  if (about.f_type == CGROUP2_MAGIC) make2(cgroup, spec);
  else make_version1(cgroup, spec);
}

/* The calling process. In version 2, the command was created in it, and only those that join it later enter it here. */
void cgroup_enter(const struct cgroup *cgroup, bool joins) {
  for (size_t i = 0; i < cgroup->task_count; i++)
    if (write(cgroup->tasks[i], "0", 1) != 1) fail_errno("join cgroup", "tasks");
  if (joins && cgroup->procs >= 0 && write(cgroup->procs, "0", 1) != 1) fail_errno("join cgroup", "processes");
}

/* The kernel releases the last process a little after it has exited. */
static void remove_group(const char *directory) {
  if (rmdir(directory) < 0 && errno == EBUSY) cgroup_set_paused(directory, false); /* what was killed while paused */
  for (int attempt = 0; attempt < 200 && rmdir(directory) < 0 && errno == EBUSY; attempt++)
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

void cgroup_remove(struct cgroup *cgroup) {
  for (size_t i = 0; i < cgroup->count && !cgroup->shared; i++) remove_group(cgroup->dirs[i]);
}

/* A live helper or builder, which may be about to start a run; not its zombie. */
static bool is_living(int pid) {
  char link[64], target[8];
  snprintf(link, sizeof link, "/proc/%d/exe", pid);
  return readlink(link, target, sizeof target) >= 0 || errno == EACCES || errno == EPERM;
}

/* Removes groups that a killed helper or builder left in `parent`. */
static void sweep(const char *parent, const char *unused) {
  (void)unused;
  DIR *directory = opendir(parent);
  struct dirent *entry;
  while (directory && (entry = readdir(directory))) {
    int pid;
    if (sscanf(entry->d_name, PREFIX "%d-", &pid) != 1 || is_living(pid)) continue;
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", parent, entry->d_name);
    remove_group(path);
  }
  if (directory) closedir(directory);
}

static void leave(const char *parent, const char *group) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/" PREFIX "%s", parent, group);
  remove_group(path);
}

/* Every group in which we may have created one: ours in each hierarchy, and all above. */
static void in_each_parent(void (*act)(const char *parent, const char *group), const char *given) {
  /* The freezer first: what is paused leaves the others only when it goes on, and dies. */
  static const char *const controllers[] = {"", "freezer", "memory", "pids", "cpu", "cpuacct", "devices"};
  for (size_t i = 0; i < sizeof controllers / sizeof *controllers; i++) {
    char group[256], parent[512];
    if (!own_group(controllers[i], group)) continue;
    for (;;) {
      snprintf(parent, sizeof parent, MOUNT "%s%s%s", *controllers[i] ? "/" : "", controllers[i], group);
      act(parent, given);
      char *slash = strrchr(group, '/');
      if (!slash) break;
      *slash = 0;
    }
  }
}

int sweep_main(void) {
  in_each_parent(sweep, NULL);
  return 0;
}

/* Removes the groups of builds that are over. */
int leave_main(int argc, char **argv) {
  for (int i = 0; i < argc; i++)
    if (!strchr(argv[i], '/')) in_each_parent(leave, argv[i]);
  return 0;
}

/* How many ids are mapped, and what would limit a run's memory and processes. */
int about_main(void) {
  struct cgroup cgroup = {0};
  struct spec spec = {.memory = 64 << 20, .processes = 16, .use_cgroups = true};
  cgroup_make(&cgroup, &spec);
  const char *bounds = !cgroup.memory || !cgroup.processes ? "watching" : cgroup.count > 1 ? "cgroup1" : "cgroup2";
  cgroup_remove(&cgroup);
  printf("%lu %s\n", idmap_count(), bounds);
  return 0;
}
