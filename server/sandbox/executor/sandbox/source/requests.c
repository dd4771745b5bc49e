/*
 * What the caller asks on descriptor 3. Each request gets lines and then `done`, or `refused REASON`; they are answered
 * in order.
 */
#include <stdio.h>

#include "sandbox.h"

static void pause_all(struct requests *requests, const struct sandbox *sandbox, bool paused) {
  if (!sandbox->cgroup->freezer[0]) tell_caller("refused\tno-control-group");
  else if (!cgroup_pause(sandbox->cgroup, paused)) tell_caller("refused\tbusy");
  else {
    requests->paused = paused;
    tell_caller("done");
  }
}

void requests_resume(struct requests *requests, const struct sandbox *sandbox) {
  if (requests->paused) cgroup_pause(sandbox->cgroup, false);
  requests->paused = false;
}

static void tell_use(const struct sandbox *sandbox) {
  struct use use = processes_use(sandbox->lent->proc);
  cgroup_use(sandbox->cgroup, &use);
  tell_caller("usage\t%llu\t%llu\t%llu", (unsigned long long)use.memory, (unsigned long long)use.cpu_milliseconds,
              (unsigned long long)use.processes);
  tell_caller("done");
}

void requests_take(struct requests *requests, const struct sandbox *sandbox, unsigned char byte) {
  switch (byte) {
    case REQUEST_PAUSE: pause_all(requests, sandbox, true); break;
    case REQUEST_RESUME: pause_all(requests, sandbox, false); break;
    case REQUEST_PROCESSES:
      if (sandbox->lent->proc >= 0) processes_tell(sandbox);
      tell_caller("done");
      break;
    case REQUEST_USAGE: tell_use(sandbox); break;
    default: break; /* unknown */
  }
}
