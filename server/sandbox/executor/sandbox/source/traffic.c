/*
 * What a command and its caller exchange while it runs: output, input, signals, the terminal's size, and devices that
 * it wants to make. The caller's ends are the same descriptors for a run and for an exec (sandbox.h).
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "sandbox.h"

void traffic_open(struct traffic *traffic, const struct spec *spec, struct sandbox_wires *wires) {
  traffic->spec = spec;
  traffic->terminal = traffic->listener = traffic->signals.command = -1;
  wires->stdin_fd = input_open(&traffic->input, spec, CALLER_INPUT);
  wires->stdout_fd = stream_open(&traffic->streams[0], spec, 1);
  wires->stderr_fd = stream_open(&traffic->streams[1], spec, 2);
}

void wires_close(const struct sandbox_wires *wires) {
  if (wires->stdin_fd >= 0) close(wires->stdin_fd);
  if (wires->stdout_fd >= 0) close(wires->stdout_fd);
  if (wires->stderr_fd >= 0) close(wires->stderr_fd);
}

void traffic_terminal(struct traffic *traffic, int master) {
  if (master < 0) return;
  int input = traffic->spec->input ? fcntl(master, F_DUPFD_CLOEXEC, 0) : -1;
  int output = fcntl(master, F_DUPFD_CLOEXEC, 0);
  if (output < 0 || (traffic->spec->input && input < 0)) fail_errno("terminal", "keep it");
  fcntl(output, F_SETFL, O_NONBLOCK);
  traffic->terminal = master;
  traffic->streams[0].from = output;
  if (input >= 0) input_join(&traffic->input, CALLER_INPUT, input);
}

/* Signals and sizes; other bytes are requests, for whoever asked. */
bool traffic_takes(struct traffic *traffic, unsigned char byte) {
  if (resize_takes(&traffic->resize, byte, traffic->terminal)) return true;
  if (byte > 64) return false;
  signal_send(&traffic->signals, byte);
  return true;
}

void traffic_fill_poll(const struct traffic *traffic, struct pollfd polls[TRAFFIC_COUNT], bool lives) {
  for (int i = 0; i < 2; i++) {
    const struct stream *stream = &traffic->streams[i];
    if (stream->length) polls[TRAFFIC_TO_OUT + i] = (struct pollfd){.fd = stream->to, .events = POLLOUT};
    else polls[TRAFFIC_OUT + i] = (struct pollfd){.fd = stream->from, .events = POLLIN};
  }
  if (!lives) return;
  polls[TRAFFIC_LISTENER] = (struct pollfd){.fd = traffic->listener, .events = POLLIN};
  polls[TRAFFIC_INPUT] = input_poll(&traffic->input);
}

static void take_device(struct traffic *traffic, short events) {
  if (events & POLLIN) {
    bool made = devices_answer(traffic->listener);
    if (made && !traffic->made_device) tell_caller("device");
    traffic->made_device |= made;
  } else if (events) { /* the last process that it covers is gone */
    close(traffic->listener);
    traffic->listener = -1;
  }
}

/* Why the command must be ended now; NULL: it need not. */
const char *traffic_move(struct traffic *traffic, const struct pollfd polls[TRAFFIC_COUNT]) {
  const char *end = NULL;
  const struct spec *spec = traffic->spec;
  for (int i = 0; i < 2; i++) {
    struct stream *stream = &traffic->streams[i];
    if (polls[TRAFFIC_OUT + i].revents) stream_read(stream, spec, &traffic->output);
    if (spec->output && traffic->output > spec->output) end = "output";
    if ((polls[TRAFFIC_TO_OUT + i].revents || stream->length) && !stream_write(stream) && !end) end = "canceled"; /* the reader is gone */
  }
  if (polls[TRAFFIC_INPUT].revents) input_pump(&traffic->input);
  take_device(traffic, polls[TRAFFIC_LISTENER].revents);
  return end;
}

bool traffic_has_output(const struct traffic *traffic) {
  for (int i = 0; i < 2; i++)
    if (stream_has_left(&traffic->streams[i])) return true;
  return false;
}
