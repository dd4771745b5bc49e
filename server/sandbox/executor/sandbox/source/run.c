/*
 * The helper of one run. It stays outside: starts the guard, forwards output, watches the limits, and reports to the
 * caller on descriptor 3 how the run ended, in one line:
 *   exit CODE | signal NUMBER | not-started CODE MESSAGE | limit WHICH | canceled | error STEP MESSAGE
 * (fields separated by tabs). Lines before it report what the run has used so far: `disk BYTES`, `cpu MILLISECONDS`
 * (if no cgroup counts it for the whole build), `lasting BYTES` (at the end: what it left in caches); `device` says
 * that a file now stands for a device, `started` that the command runs. Each byte that the caller writes to
 * descriptor 3 is the number of a signal for the command, RESIZE with the new size of its terminal, or a request
 * (requests.c). When the caller closes it, or dies, the run is ended. Descriptor 4 is the wire, 5 the command's stdin,
 * and through 6 come execs (exec.c).
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sandbox.h"

enum { CHECK_MILLISECONDS = 50, WATCH_MILLISECONDS = 10 };

struct run {
  struct spec spec;
  struct cgroup cgroup;
  struct disk_watch disk;
  struct watched watched;
  struct traffic traffic;
  struct wire wire;
  struct strings stubs;
  struct requests requests;
  struct sandbox sandbox;
  struct activity activity;
  pid_t guard;
  int report, exec, door;
  struct lent lent;
  int64_t started;
  int64_t next_thorough;
  const char *ended_by; /* a limit, "canceled", or NULL */
  bool have_status, finished;
  int status;
  char verdict[9000]; /* an error, or the reason it did not start */
};

static void end_run(struct run *run, const char *why) {
  if (run->ended_by || run->finished) return;
  run->ended_by = why;
  kill(run->guard, SIGKILL);
  requests_resume(&run->requests, &run->sandbox);
}

static void take_caller(struct run *run) {
  unsigned char byte;
  ssize_t got = read(CALLER, &byte, 1);
  if (got == 1 && !traffic_takes(&run->traffic, byte)) requests_take(&run->requests, &run->sandbox, byte);
  if (got == 1 && byte == SIGKILL) requests_resume(&run->requests, &run->sandbox);
  if (got == 0 || (got < 0 && errno != EINTR)) end_run(run, "canceled");
}

static void take_ready(struct run *run, const char *kinds, const int *fds, size_t fd_count) {
  lent_take(&run->lent, &run->spec, kinds, fds, fd_count);
  traffic_terminal(&run->traffic, run->lent.terminal);
  if (run->lent.packet < 0) return;
  run->wire.packet = run->lent.packet;
  run->wire.socket = CALLER_WIRE;
  fcntl(CALLER_WIRE, F_SETFL, O_NONBLOCK);
}

static void take_report(struct run *run) {
  char message[8192];
  int fds[REPORT_FDS_MAX];
  size_t fd_count;
  ssize_t got = report_receive(run->report, message, sizeof message - 1, fds, &fd_count);
  if (got <= 0) {
    run->finished = true; /* the guard and everything below it are gone */
    return;
  }
  message[got] = 0;
  switch (message[0]) {
    case REPORT_ERROR:
      if (!run->verdict[0]) snprintf(run->verdict, sizeof run->verdict, "error\t%s", message + 1);
      break;
    case REPORT_NOT_STARTED:
      if (!run->verdict[0]) snprintf(run->verdict, sizeof run->verdict, "not-started\t%s", message + 1);
      break;
    case REPORT_STUB:
      strings_add(&run->stubs, need_copy(message + 1, sizeof message));
      break;
    case REPORT_READY: take_ready(run, message + 1, fds, fd_count); break;
    case REPORT_COMMAND: signals_begin(&run->traffic.signals, fd_count ? fds[0] : -1); break;
    case REPORT_EXEC: run->exec = fd_count ? fds[0] : -1; break;
    case REPORT_LISTENER: run->traffic.listener = fd_count ? fds[0] : -1; break;
    case REPORT_STATUS:
      memcpy(&run->status, message + 1, sizeof run->status);
      run->have_status = true;
      break;
  }
}

static void take_exec(struct run *run) {
  close(run->exec);
  run->exec = -1;
  if (run->verdict[0]) return;
  tell_caller("started");
  if (run->spec.container) run->door = CALLER_DOOR;
}

static void take_door(struct run *run) {
  const char *refusal = run->finished || run->ended_by ? STOPPED
                        : run->requests.paused         ? "cannot exec in a paused container"
                                                       : NULL;
  if (!exec_take(&run->sandbox, refusal)) run->door = -1;
}

static void check_disk(struct run *run, int64_t now) {
  if (disk_limit_hit(&run->disk, &run->spec, &run->lent, now)) end_run(run, "disk");
  if (run->disk.measured != run->disk.told) tell_caller("disk\t%llu", (unsigned long long)run->disk.measured);
  run->disk.told = run->disk.measured;
}

static void check_limits(struct run *run) {
  const struct spec *spec = &run->spec;
  int64_t now = milliseconds_now();
  bool thorough = now >= run->next_thorough;
  if (thorough) run->next_thorough = now + CHECK_MILLISECONDS;
  if (spec->milliseconds && now - run->started >= (int64_t)spec->milliseconds) end_run(run, "time");
  if (thorough) activity_look(&run->activity, &run->sandbox, now);
  bool quiet = activity_is_quiet(&run->activity, now);
  if (quiet && !activity_heartbeat(&run->activity, now)) return;
  const char *hit = thorough ? cgroup_limit_hit(&run->cgroup, spec) : NULL;
  if (!hit && run->lent.proc >= 0) hit = watch_processes(&run->lent, spec, &run->watched, thorough);
  if (hit) end_run(run, hit);
  if (thorough && !quiet) check_disk(run, now);
}

/* A fork bomb can be over in some hundredths of a second; in what sleeps, it needs a moment to begin. */
static int interval(const struct run *run, int64_t now) {
  return run->watched.processes && !activity_is_quiet(&run->activity, now) ? WATCH_MILLISECONDS : CHECK_MILLISECONDS;
}

enum { ON_CALLER = TRAFFIC_COUNT, ON_REPORT, ON_EXEC, ON_DOOR, ON_PACKET, ON_WIRE, ON_COUNT };

static void fill_poll(struct run *run, struct pollfd polls[ON_COUNT]) {
  for (int i = 0; i < ON_COUNT; i++) polls[i] = (struct pollfd){.fd = -1};
  traffic_fill_poll(&run->traffic, polls, !run->finished && !run->ended_by);
  if (!run->ended_by) polls[ON_CALLER] = (struct pollfd){.fd = CALLER, .events = POLLIN};
  if (run->finished) return;
  polls[ON_REPORT] = (struct pollfd){.fd = run->report, .events = POLLIN};
  polls[ON_EXEC] = (struct pollfd){.fd = run->exec};
  polls[ON_DOOR] = (struct pollfd){.fd = run->door, .events = POLLIN};
  struct wire *wire = &run->wire;
  if (wire->packet < 0) return;
  short packet_events = (wire->out.length < 4 << 20 ? POLLIN : 0) | (wire->blocked ? POLLOUT : 0);
  polls[ON_PACKET] = (struct pollfd){.fd = wire->packet, .events = packet_events};
  if (wire->socket >= 0)
    polls[ON_WIRE] = (struct pollfd){.fd = wire->socket, .events = (short)((wire->in.length < 1 << 20 ? POLLIN : 0) |
                                                                             (wire->out.length ? POLLOUT : 0))};
}

static void take_events(struct run *run, const struct pollfd polls[ON_COUNT]) {
  if (polls[ON_CALLER].revents) take_caller(run);
  if (polls[ON_REPORT].revents) take_report(run);
  else if (polls[ON_EXEC].revents) take_exec(run); /* reports that came before are taken */
  if (polls[ON_DOOR].revents) take_door(run);
  const char *end = traffic_move(&run->traffic, polls);
  if (end) end_run(run, end);
  if (polls[ON_PACKET].revents || polls[ON_WIRE].revents)
    wire_pump(&run->wire, polls[ON_PACKET].revents, polls[ON_WIRE].revents);
}

/* Of execs that are over. The guard stays a zombie until the end, so that its number is not another's. */
static void reap_keepers(const struct run *run) {
  siginfo_t child = {0};
  while (run->door >= 0 && waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0 && child.si_pid && child.si_pid != run->guard)
    waitpid(child.si_pid, NULL, 0);
}

static void attend(struct run *run) {
  int64_t next_check = run->started;
  while (!run->finished || (traffic_has_output(&run->traffic) && (!run->ended_by || strcmp(run->ended_by, "canceled")))) {
    struct pollfd polls[ON_COUNT];
    fill_poll(run, polls);
    int64_t wait = next_check - milliseconds_now();
    int ready = poll(polls, ON_COUNT, run->finished ? -1 : wait > 0 ? (int)wait : 0);
    if (ready < 0 && errno != EINTR) fail_errno("wait", "poll");
    if (ready > 0) take_events(run, polls);
    if (run->finished || milliseconds_now() < next_check) continue;
    reap_keepers(run);
    check_limits(run);
    int64_t now = milliseconds_now();
    next_check = now + interval(run, now);
  }
  const char *hit = cgroup_limit_hit(&run->cgroup, &run->spec);
  if (hit && !run->ended_by) run->ended_by = hit;
}

static void start_guard(struct run *run) {
  struct sandbox_wires wires;
  int pair[2];
  traffic_open(&run->traffic, &run->spec, &wires);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) fail_errno("start", "socketpair");
  wires.report_helper = pair[0];
  wires.report_inside = pair[1];
  run->guard = (pid_t)syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, NULL, 0, 0);
  if (run->guard < 0) fail_errno("make namespaces", "pid namespace");
  if (run->guard == 0) {
    close(CALLER);
    if (run->spec.network == NETWORK_FILTERED) close(CALLER_WIRE);
    if (run->spec.container) close(CALLER_DOOR);
    input_close(&run->traffic.input);
    if (run->spec.input && run->spec.terminal.columns) close(CALLER_INPUT);
    guard_main(&run->spec, &wires, &run->cgroup);
  }
  close(pair[1]);
  wires_close(&wires);
  run->report = pair[0];
}

static void tell_result(const struct run *run) {
  uint64_t lasting = run->spec.disk ? disk_lasting(&run->disk, &run->spec) : 0;
  if (lasting) tell_caller("lasting\t%llu", (unsigned long long)lasting);
  if (run->watched.cpu_used) tell_caller("cpu\t%llu", (unsigned long long)run->watched.cpu_used);
  if (run->ended_by && !strcmp(run->ended_by, "canceled")) tell_caller("canceled");
  else if (run->ended_by) tell_caller("limit\t%s", run->ended_by);
  else if (run->verdict[0]) tell_caller("%s", run->verdict);
  else if (!run->have_status) tell_caller("error\tdied\tthe guard of the sandbox was killed");
  else if (WIFSIGNALED(run->status)) tell_caller("signal\t%d", WTERMSIG(run->status));
  else tell_caller("exit\t%d", WEXITSTATUS(run->status));
}

int run_main(void) {
  static struct run run; /* large, so it is set here instead of in the binary */
  run.report = run.exec = run.door = run.lent.proc = run.lent.terminal = run.wire.packet = run.wire.socket = -1;
  run.sandbox = (struct sandbox){&run.spec, &run.lent, &run.cgroup};
  setsid(); /* the server handles a Ctrl-C at its terminal */
  signal(SIGPIPE, SIG_IGN);
  umask(0022);
  run.spec.use_cgroups = true;
  spec_read(0, &run.spec, false);
  int upper = open(run.spec.upper, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (upper < 0) fail_errno("spec", "%s", run.spec.upper);
  cgroup_make(&run.cgroup, &run.spec);
  if (run.cgroup.cpu) run.spec.cpu_millis = 0; /* limited by the cgroup, so the child has nothing to do */
  run.watched = (struct watched){.memory = run.spec.memory && !run.cgroup.memory,
                                 .processes = run.spec.processes && !run.cgroup.processes,
                                 .cpu_time = run.spec.cpu_time && !run.cgroup.cpu_time};
  disk_watch_start(&run.disk, &run.spec);
  run.started = milliseconds_now();
  run.spec.first_cpu = (unsigned)run.started; /* anywhere */
  start_guard(&run);
  attend(&run);
  while (waitpid(run.guard, NULL, 0) < 0 && errno == EINTR)
    ;
  lent_close_namespaces(&run.lent);
  cgroup_remove(&run.cgroup);
  stubs_remove(upper, &run.stubs);
  int work = open(run.spec.work, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (work >= 0) {
    remove_tree(work, "stage");
    remove_tree(work, "work");
  }
  tell_result(&run);
  /* The caller need not wait while the kernel closes our sockets. */
  for (int fd = 0; fd <= CALLER_INPUT; fd++) close(fd);
  if (run.spec.container) close(CALLER_DOOR);
  /* Those who keep an exec deliver the rest of its output; they end when we do. */
  while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
    ;
  return 0;
}
