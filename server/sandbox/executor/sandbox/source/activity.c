/*
 * Whether anything in the sandbox has run since the last look. What does not run can't exceed a limit, so an idle
 * container is looked at in the cheapest way: one number of its cgroup, or the times of its processes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sandbox.h"

/* What ran less than a tick of the clock may be seen only later: so all limits are watched for a while longer. */
enum { QUIET_MILLISECONDS = 2000, HEARTBEAT_MILLISECONDS = 10000 };
/* All processes are not looked at more often than this while they run. */
enum { BUSY_LOOK_MILLISECONDS = 500 };

static bool group_has_run(struct activity *activity, int usage) {
  char text[sizeof activity->usage] = "";
  if (pread(usage, text, sizeof text - 1, 0) <= 0) return true;
  text[strcspn(text, "\n")] = 0; /* in version 2, the first line of several */
  if (!strcmp(text, activity->usage)) return false;
  memcpy(activity->usage, text, sizeof text);
  return true;
}

static bool processes_have_run(struct activity *activity, int proc) {
  struct use use = processes_use(proc);
  bool same = use.cpu_milliseconds == activity->use.cpu_milliseconds && use.processes == activity->use.processes &&
              use.memory == activity->use.memory;
  activity->use = use;
  return !same;
}

static bool has_run(struct activity *activity, const struct sandbox *sandbox, int64_t now) {
  int usage = sandbox->cgroup->usage, proc = sandbox->lent->proc;
  if (usage >= 0) return group_has_run(activity, usage);
  if (!activity_is_quiet(activity, now) && now < activity->next_look) return false;
  activity->next_look = now + BUSY_LOOK_MILLISECONDS;
  return proc < 0 || processes_have_run(activity, proc);
}

void activity_look(struct activity *activity, const struct sandbox *sandbox, int64_t now) {
  if (has_run(activity, sandbox, now)) activity->quiet_at = now + QUIET_MILLISECONDS;
}

bool activity_is_quiet(const struct activity *activity, int64_t now) { return now >= activity->quiet_at; }

/* The machine may run short of memory without the sandbox's doing. */
bool activity_heartbeat(struct activity *activity, int64_t now) {
  if (now < activity->next_heartbeat) return false;
  activity->next_heartbeat = now + HEARTBEAT_MILLISECONDS;
  return true;
}
