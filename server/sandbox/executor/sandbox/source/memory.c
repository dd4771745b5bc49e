#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sandbox.h"

void *need_memory(size_t bytes) {
  void *memory = calloc(1, bytes ? bytes : 1);
  if (!memory) fail("memory", "out of memory");
  return memory;
}

void *grow_memory(void *memory, size_t count, size_t each) {
  void *grown = count > SIZE_MAX / each ? NULL : realloc(memory, count * each);
  if (!grown) fail("memory", "out of memory");
  return grown;
}

char *need_copy(const char *text, size_t length) {
  char *copy = strndup(text, length);
  if (!copy) fail("memory", "out of memory");
  return copy;
}

void strings_add(struct strings *list, const char *item) {
  if (list->count + 2 > list->room) {
    list->room = list->room ? list->room * 2 : 32;
    list->items = grow_memory(list->items, list->room, sizeof *list->items);
  }
  list->items[list->count++] = item;
  list->items[list->count] = NULL; /* so that it can be used as argv */
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length) {
  if (!length) return; /* the data may be NULL, which memcpy does not allow */
  if (length > SIZE_MAX / 2 - buffer->length) fail("memory", "out of memory");
  if (buffer->length + length > buffer->room) {
    size_t room = buffer->room ? buffer->room : 65536;
    while (room < buffer->length + length) room *= 2;
    buffer->bytes = grow_memory(buffer->bytes, room, 1);
    buffer->room = room;
  }
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
}

void read_all(int fd, struct buffer *into, size_t limit) {
  char chunk[65536];
  for (;;) {
    ssize_t got = read(fd, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_errno("input", "read");
    if (got == 0) return;
    if ((size_t)got > limit - into->length) fail("input", "more than %zu bytes", limit);
    buffer_add(into, chunk, (size_t)got);
  }
}

void write_all(int fd, const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t put = write(fd, at, length);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail_errno("output", "write");
    at += put;
    length -= (size_t)put;
  }
}

bool write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  size_t length = strlen(text);
  bool written = write(fd, text, length) == (ssize_t)length;
  int number = errno;
  close(fd);
  errno = number;
  return written;
}
