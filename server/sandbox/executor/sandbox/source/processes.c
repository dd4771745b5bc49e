/* The processes of a sandbox as it sees them, from its own /proc: docker top, and what they use. */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sandbox.h"

enum { PROCESSES_MAX = 1000, COMMAND_MAX = 1000 };

struct process {
  int ppid;
  unsigned uid;
  unsigned long long ticks, started; /* ticks of a clock, started: since the machine did */
  long threads, pages;
};

static size_t read_text(int process, const char *file, char *text, size_t room) {
  int fd = openat(process, file, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? 0 : read(fd, text, room - 1);
  if (fd >= 0) close(fd);
  text[got > 0 ? got : 0] = 0;
  return got > 0 ? (size_t)got : 0;
}

static bool read_stat(int process, struct process *about) {
  char text[1024];
  read_text(process, "stat", text, sizeof text);
  const char *after_name = strrchr(text, ')'); /* a name may contain anything */
  unsigned long long user, system;
  if (!after_name ||
      sscanf(after_name + 1, " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %*d %*d %*d %*d %ld %*d %llu %*u %ld",
             &about->ppid, &user, &system, &about->threads, &about->started, &about->pages) != 6)
    return false;
  about->ticks = user + system;
  return true;
}

/* Its effective user as the sandbox numbers it; with one id, a process may wear another number (identity.c). */
static unsigned user_of(int process) {
  char text[2048];
  unsigned id = 0, inside, outside;
  read_text(process, "status", text, sizeof text);
  const char *line = strstr(text, "\nUid:");
  if (!line || sscanf(line, "\nUid: %*u %u", &id) != 1) return 0;
  if (sandbox_ids.count) return id - sandbox_ids.first < sandbox_ids.count ? id - sandbox_ids.first : 65534;
  read_text(process, "uid_map", text, sizeof text);
  if (sandbox_has_one_id() && sscanf(text, "%u %u", &inside, &outside) == 2 && outside == id) return inside;
  return id;
}

/* The words of its command line, or its name in brackets. */
static void read_command(int process, char text[COMMAND_MAX]) {
  size_t length = read_text(process, "cmdline", text, COMMAND_MAX);
  while (length && !text[length - 1]) length--;
  if (!length) {
    char name[64];
    read_text(process, "comm", name, sizeof name);
    name[strcspn(name, "\n")] = 0;
    snprintf(text, COMMAND_MAX, "[%s]", name);
    length = strlen(text);
  }
  for (size_t i = 0; i < length; i++)
    if (!text[i] || iscntrl((unsigned char)text[i])) text[i] = ' ';
  text[length] = 0;
}

static int64_t milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

static void tell_process(int process, const char *pid) {
  struct process about;
  char command[COMMAND_MAX];
  if (!read_stat(process, &about)) return;
  read_command(process, command);
  unsigned long long second = (unsigned long long)sysconf(_SC_CLK_TCK);
  int64_t booted = milliseconds(CLOCK_REALTIME) - milliseconds(CLOCK_BOOTTIME);
  tell_caller("process\t%s\t%d\t%u\t%llu\t%lld\t%llu\t%s", pid, about.ppid, user_of(process), about.ticks * 1000 / second,
              (long long)(booted + (int64_t)(about.started * 1000 / second)),
              (unsigned long long)about.pages * (unsigned long long)sysconf(_SC_PAGESIZE), command);
}

static void each_process(int proc, size_t limit, void (*act)(int process, const char *pid, void *into), void *into) {
  int copy = openat(proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  struct dirent *entry;
  for (size_t count = 0; directory && count < limit && (entry = readdir(directory));) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    int process = openat(proc, entry->d_name, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (process < 0) continue;
    act(process, entry->d_name, into);
    close(process);
    count++;
  }
  if (directory) closedir(directory);
}

static void tell_one(int process, const char *pid, void *into) {
  (void)into;
  tell_process(process, pid);
}

void processes_tell(const struct sandbox *sandbox) { each_process(sandbox->lent->proc, PROCESSES_MAX, tell_one, NULL); }

static void add_one(int process, const char *pid, void *into) {
  (void)pid;
  struct use *use = into;
  struct process about;
  if (!read_stat(process, &about)) return;
  use->memory += (uint64_t)about.pages * (uint64_t)sysconf(_SC_PAGESIZE);
  use->cpu_milliseconds += about.ticks * 1000 / (unsigned long long)sysconf(_SC_CLK_TCK);
  use->processes += (uint64_t)about.threads;
}

struct use processes_use(int proc) {
  struct use use = {0};
  if (proc >= 0) each_process(proc, SIZE_MAX, add_one, &use);
  return use;
}
