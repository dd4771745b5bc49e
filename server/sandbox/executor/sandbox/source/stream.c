/* The command's output: forwards what it writes to its pipe to the caller, up to the limit. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "sandbox.h"

/* A terminal's output comes later, from the terminal itself. */
int stream_open(struct stream *stream, const struct spec *spec, int to) {
  int ends[2] = {-1, -1};
  if (!spec->terminal.columns) command_pipe(spec, ends);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  fcntl(to, F_SETFL, fcntl(to, F_GETFL) | O_NONBLOCK);
  stream->from = ends[0];
  stream->to = to;
  return ends[1];
}

void stream_read(struct stream *stream, const struct spec *spec, uint64_t *output) {
  ssize_t got = read(stream->from, stream->bytes, sizeof stream->bytes);
  if (got < 0 && is_for_later()) return;
  if (got <= 0) {
    close(stream->from);
    stream->from = -1;
    return;
  }
  stream->length = (size_t)got;
  stream->sent = 0;
  *output += (uint64_t)got;
  if (!spec->output || *output <= spec->output) return;
  uint64_t over = *output - spec->output;
  stream->length = over > stream->length ? 0 : stream->length - over;
  *output = spec->output + 1;
}

bool stream_write(struct stream *stream) {
  ssize_t put = write(stream->to, stream->bytes + stream->sent, stream->length - stream->sent);
  if (put < 0 && is_for_later()) return true;
  if (put < 0) stream->length = stream->sent = 0;
  else stream->sent += (size_t)put;
  if (stream->sent == stream->length) stream->length = stream->sent = 0;
  return put >= 0;
}

bool stream_has_left(const struct stream *stream) { return stream->from >= 0 || stream->length; }
