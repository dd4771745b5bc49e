/* Frames between the packet socket and the caller's stream: a 4-byte big-endian length, then the frame. */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sandbox.h"

enum { FRAME_MAX = 65536 + 64, OUT_MAX = 4 << 20 };

static void drop_front(struct buffer *buffer, size_t length) {
  memmove(buffer->bytes, buffer->bytes + length, buffer->length - length);
  buffer->length -= length;
}

static void from_guest(struct wire *wire) {
  static char frame[4 + FRAME_MAX];
  while (wire->out.length < OUT_MAX) {
    ssize_t got = recv(wire->packet, frame + 4, FRAME_MAX, MSG_DONTWAIT);
    if (got <= 0) return;
    uint32_t length = htonl((uint32_t)got);
    memcpy(frame, &length, 4);
    buffer_add(&wire->out, frame, 4 + (size_t)got);
  }
}

static void to_caller(struct wire *wire) {
  size_t at = 0;
  while (at < wire->out.length) {
    ssize_t put = send(wire->socket, wire->out.bytes + at, wire->out.length - at, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (put < 0 && is_for_later()) break;
    if (put < 0) {
      wire->socket = -1; /* nothing at the other end: the network is silent */
      wire->out.length = 0;
      return;
    }
    at += (size_t)put;
  }
  if (at) drop_front(&wire->out, at);
}

static void from_caller(struct wire *wire) {
  static char chunk[256 << 10];
  ssize_t got = recv(wire->socket, chunk, sizeof chunk, MSG_DONTWAIT);
  if (got < 0 && is_for_later()) return;
  if (got <= 0) {
    wire->socket = -1;
    return;
  }
  buffer_add(&wire->in, chunk, (size_t)got);
}

static void to_guest(struct wire *wire) {
  size_t at = 0;
  wire->blocked = false;
  while (wire->in.length - at >= 4) {
    uint32_t length;
    memcpy(&length, wire->in.bytes + at, 4);
    length = ntohl(length);
    if (length > FRAME_MAX) {
      wire->socket = -1; /* the other end is out of sync */
      wire->in.length = 0;
      return;
    }
    if (wire->in.length - at < 4 + length) break;
    ssize_t put = send(wire->packet, wire->in.bytes + at + 4, length, MSG_DONTWAIT);
    if (put < 0 && (errno == EAGAIN || errno == ENOBUFS)) {
      wire->blocked = true;
      break;
    }
    at += 4 + length; /* a frame that the kernel rejects is lost, as on any wire */
  }
  if (at) drop_front(&wire->in, at);
}

void wire_pump(struct wire *wire, short packet_events, short socket_events) {
  /* An error, such as that the interface was down, stays until it is read. */
  if (packet_events & (POLLIN | POLLERR)) from_guest(wire);
  if (wire->socket >= 0 && socket_events & (POLLIN | POLLHUP | POLLERR)) from_caller(wire);
  if (wire->in.length) to_guest(wire);
  if (wire->socket >= 0 && wire->out.length) to_caller(wire);
}
