/*
 * The helper of one run. It stays outside: starts the guard, forwards output, watches the limits, and reports to the
 * caller on descriptor 3 how the run ended, in one line:
 *   exit CODE | signal NUMBER | not-started CODE MESSAGE | limit WHICH | canceled | error STEP MESSAGE
 * (fields separated by tabs). Lines before it report what the run has used so far: `disk BYTES`, `cpu MILLISECONDS`
 * (if no cgroup counts it for the whole build), `lasting BYTES` (at the end: what it left in caches); `device` says
 * that a file now stands for a device, `started` that the command runs. Each byte that the caller writes to descriptor 3 is the number of a signal for
 * the command, or RESIZE with the new size of its terminal. When the caller closes it, or dies, the run is ended.
 * Descriptor 4 is the wire, 5 the command's stdin.
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

enum { CALLER = 3, CALLER_WIRE = 4, CALLER_INPUT = 5, CHECK_MILLISECONDS = 50, WATCH_MILLISECONDS = 10 };

struct run {
  struct spec spec;
  struct cgroup cgroup;
  struct disk_watch disk;
  struct watched watched;
  struct stream streams[2];
  struct input input;
  struct resize resize;
  struct wire wire;
  struct strings stubs;
  pid_t guard;
  int report, listener, exec;
  struct command_signals signals;
  bool made_device;
  struct lent lent;
  int64_t started;
  uint64_t output;
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
}

static void take_caller(struct run *run) {
  unsigned char number;
  ssize_t got = read(CALLER, &number, 1);
  if (got == 1 && resize_takes(&run->resize, number, run->lent.terminal)) return;
  if (got == 1) signal_send(&run->signals, number);
  else if (got == 0 || errno != EINTR) end_run(run, "canceled");
}

static void take_terminal(struct run *run) {
  int input = run->spec.input ? fcntl(run->lent.terminal, F_DUPFD_CLOEXEC, 0) : -1;
  int output = fcntl(run->lent.terminal, F_DUPFD_CLOEXEC, 0);
  if (output < 0 || (run->spec.input && input < 0)) fail_errno("terminal", "keep it");
  fcntl(output, F_SETFL, O_NONBLOCK);
  run->streams[0].from = output;
  if (input >= 0) input_join(&run->input, CALLER_INPUT, input);
}

static void take_ready(struct run *run, const char *kinds, const int *fds, size_t fd_count) {
  lent_take(&run->lent, &run->spec, kinds, fds, fd_count);
  if (run->lent.terminal >= 0) take_terminal(run);
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
    case REPORT_COMMAND: signals_begin(&run->signals, fd_count ? fds[0] : -1); break;
    case REPORT_EXEC: run->exec = fd_count ? fds[0] : -1; break;
    case REPORT_LISTENER: run->listener = fd_count ? fds[0] : -1; break;
    case REPORT_STATUS:
      memcpy(&run->status, message + 1, sizeof run->status);
      run->have_status = true;
      break;
  }
}

static void take_stream(struct run *run, struct stream *stream, const struct pollfd *reads, const struct pollfd *writes) {
  if (reads->revents) {
    stream_read(stream, &run->spec, &run->output);
    if (run->spec.output && run->output > run->spec.output) end_run(run, "output");
  }
  if ((writes->revents || stream->length) && !stream_write(stream)) end_run(run, "canceled"); /* the reader is gone */
}

static void check_limits(struct run *run) {
  const struct spec *spec = &run->spec;
  int64_t now = milliseconds_now();
  bool thorough = now >= run->next_thorough;
  if (thorough) run->next_thorough = now + CHECK_MILLISECONDS;
  if (spec->milliseconds && now - run->started >= (int64_t)spec->milliseconds) end_run(run, "time");
  const char *hit = thorough ? cgroup_limit_hit(&run->cgroup, spec) : NULL;
  if (!hit && run->lent.proc >= 0) hit = watch_processes(&run->lent, spec, &run->watched, thorough);
  if (hit) end_run(run, hit);
  if (thorough && disk_limit_hit(&run->disk, spec, &run->lent, now)) end_run(run, "disk");
  if (run->disk.measured != run->disk.told) tell_caller("disk\t%llu", (unsigned long long)run->disk.measured);
  run->disk.told = run->disk.measured;
}

enum { ON_CALLER, ON_REPORT, ON_OUT, ON_ERR, ON_TO_OUT, ON_TO_ERR, ON_LISTENER, ON_PACKET, ON_WIRE, ON_INPUT, ON_EXEC, ON_COUNT };

static void fill_poll(struct run *run, struct pollfd polls[ON_COUNT]) {
  for (int i = 0; i < ON_COUNT; i++) polls[i] = (struct pollfd){.fd = -1};
  if (!run->ended_by) polls[ON_CALLER] = (struct pollfd){.fd = CALLER, .events = POLLIN};
  if (!run->finished) polls[ON_REPORT] = (struct pollfd){.fd = run->report, .events = POLLIN};
  for (int i = 0; i < 2; i++) {
    const struct stream *stream = &run->streams[i];
    if (stream->length) polls[ON_TO_OUT + i] = (struct pollfd){.fd = stream->to, .events = POLLOUT};
    else polls[ON_OUT + i] = (struct pollfd){.fd = stream->from, .events = POLLIN};
  }
  if (!run->finished && !run->ended_by) polls[ON_LISTENER] = (struct pollfd){.fd = run->listener, .events = POLLIN};
  if (!run->finished && !run->ended_by) polls[ON_INPUT] = input_poll(&run->input);
  if (!run->finished && !run->ended_by) polls[ON_EXEC] = (struct pollfd){.fd = run->exec};
  struct wire *wire = &run->wire;
  if (wire->packet < 0 || run->finished) return;
  short packet_events = (wire->out.length < 4 << 20 ? POLLIN : 0) | (wire->blocked ? POLLOUT : 0);
  polls[ON_PACKET] = (struct pollfd){.fd = wire->packet, .events = packet_events};
  if (wire->socket >= 0)
    polls[ON_WIRE] = (struct pollfd){.fd = wire->socket, .events = (short)((wire->in.length < 1 << 20 ? POLLIN : 0) |
                                                                             (wire->out.length ? POLLOUT : 0))};
}

static void take_device(struct run *run, short events) {
  if (events & POLLIN) {
    bool made = devices_answer(run->listener);
    if (made && !run->made_device) tell_caller("device");
    run->made_device |= made;
  } else if (events) { /* the last process that it covers is gone */
    close(run->listener);
    run->listener = -1;
  }
}

static void take_exec(struct run *run) {
  close(run->exec);
  run->exec = -1;
  if (!run->verdict[0]) tell_caller("started");
}

static void take_events(struct run *run, const struct pollfd polls[ON_COUNT]) {
  if (polls[ON_CALLER].revents) take_caller(run);
  if (polls[ON_REPORT].revents) take_report(run);
  else if (polls[ON_EXEC].revents) take_exec(run); /* reports that came before are taken */
  for (int i = 0; i < 2; i++) take_stream(run, &run->streams[i], &polls[ON_OUT + i], &polls[ON_TO_OUT + i]);
  if (polls[ON_INPUT].revents) input_pump(&run->input);
  take_device(run, polls[ON_LISTENER].revents);
  if (polls[ON_PACKET].revents || polls[ON_WIRE].revents)
    wire_pump(&run->wire, polls[ON_PACKET].revents, polls[ON_WIRE].revents);
}

static bool output_left(const struct run *run) {
  for (int i = 0; i < 2; i++)
    if (stream_has_left(&run->streams[i])) return true;
  return false;
}

static void attend(struct run *run) {
  int64_t next_check = run->started;
  int interval = run->watched.processes ? WATCH_MILLISECONDS : CHECK_MILLISECONDS;
  while (!run->finished || (output_left(run) && (!run->ended_by || strcmp(run->ended_by, "canceled")))) {
    struct pollfd polls[ON_COUNT];
    fill_poll(run, polls);
    int64_t wait = next_check - milliseconds_now();
    int ready = poll(polls, ON_COUNT, run->finished ? -1 : wait > 0 ? (int)wait : 0);
    if (ready < 0 && errno != EINTR) fail_errno("wait", "poll");
    if (ready > 0) take_events(run, polls);
    if (run->finished || milliseconds_now() < next_check) continue;
    check_limits(run);
    next_check = milliseconds_now() + interval;
  }
  const char *hit = cgroup_limit_hit(&run->cgroup, &run->spec);
  if (hit && !run->ended_by) run->ended_by = hit;
}

static void start_guard(struct run *run) {
  struct sandbox_wires wires;
  int pair[2];
  wires.stdin_fd = input_open(&run->input, &run->spec, CALLER_INPUT);
  wires.stdout_fd = stream_open(&run->streams[0], &run->spec, 1);
  wires.stderr_fd = stream_open(&run->streams[1], &run->spec, 2);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) fail_errno("start", "socketpair");
  wires.report_helper = pair[0];
  wires.report_inside = pair[1];
  run->guard = (pid_t)syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, NULL, 0, 0);
  if (run->guard < 0) fail_errno("make namespaces", "pid namespace");
  if (run->guard == 0) {
    close(CALLER);
    if (run->spec.network == NETWORK_FILTERED) close(CALLER_WIRE);
    input_close(&run->input);
    if (run->spec.input && run->spec.terminal.columns) close(CALLER_INPUT);
    guard_main(&run->spec, &wires, &run->cgroup);
  }
  close(pair[1]);
  close(wires.stdout_fd);
  close(wires.stderr_fd);
  if (wires.stdin_fd >= 0) close(wires.stdin_fd);
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
  run.report = run.lent.proc = run.lent.terminal = run.listener = run.exec = run.signals.command = run.wire.packet = run.wire.socket = -1;
  setsid(); /* the server handles a Ctrl-C at its terminal */
  signal(SIGPIPE, SIG_IGN);
  umask(0022);
  run.spec.use_cgroups = true;
  spec_read(0, &run.spec);
  int upper = open(run.spec.upper, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (upper < 0) fail_errno("spec", "%s", run.spec.upper);
  cgroup_make(&run.cgroup, &run.spec);
  if (run.cgroup.cpu) run.spec.cpu_millis = 0; /* limited by the cgroup, so the child has nothing to do */
  run.watched = (struct watched){.memory = run.spec.memory && !run.cgroup.memory,
                                 .processes = run.spec.processes && !run.cgroup.processes,
                                 .cpu_time = run.spec.cpu_time && !run.cgroup.cpu_time};
  disk_watch_start(&run.disk, &run.spec);
  run.started = milliseconds_now();
  start_guard(&run);
  attend(&run);
  while (waitpid(run.guard, NULL, 0) < 0 && errno == EINTR)
    ;
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
  return 0;
}
