/* The command's stdin if the caller writes it: data from the caller's descriptor goes into a pipe of the command's. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "sandbox.h"

/* The command's user may reopen /dev/stdin or /dev/stdout, so it must own what is behind them. */
void command_pipe(const struct spec *spec, int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) < 0) fail_errno("start", "pipe");
  if (fchown(ends[1], host_id(spec->uid), host_id(spec->gid)) < 0 && errno != EPERM && errno != EINVAL) fail_errno("start", "own a pipe");
}

/* A pipe, not the caller's socket itself: a socket can't be reopened, and descriptors could be sent through it. */
int input_open(struct input *input, const struct spec *spec, int from) {
  int ends[2];
  input->from = input->to = -1;
  if (!spec->input || spec->terminal.columns) return -1;
  command_pipe(spec, ends);
  input_join(input, from, ends[1]);
  return ends[0];
}

void input_join(struct input *input, int from, int to) {
  fcntl(from, F_SETFL, O_NONBLOCK);
  fcntl(to, F_SETFL, O_NONBLOCK);
  input->from = from;
  input->to = to;
}

void input_close(struct input *input) {
  if (input->from >= 0) close(input->from);
  if (input->to >= 0) close(input->to);
  input->from = input->to = -1;
  input->length = input->sent = 0;
}

struct pollfd input_poll(const struct input *input) {
  if (input->length) return (struct pollfd){.fd = input->to, .events = POLLOUT};
  return (struct pollfd){.fd = input->from, .events = POLLIN};
}

static void take(struct input *input) {
  ssize_t got = read(input->from, input->bytes, sizeof input->bytes);
  if (got < 0 && is_for_later()) return;
  if (got <= 0) input_close(input);
  else input->length = (size_t)got;
}

void input_pump(struct input *input) {
  if (!input->length) take(input);
  if (!input->length) return;
  ssize_t put = write(input->to, input->bytes + input->sent, input->length - input->sent);
  if (put < 0 && is_for_later()) return;
  if (put < 0) { /* the command has stopped reading */
    input_close(input);
    return;
  }
  input->sent += (size_t)put;
  if (input->sent == input->length) input->length = input->sent = 0;
}
