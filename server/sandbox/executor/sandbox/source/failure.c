#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sandbox.h"

int report_fd = -1;

static _Noreturn void fail_with(const char *step, const char *message) {
  if (report_fd >= 0) {
    char packet[2048];
    int length = snprintf(packet, sizeof packet, "%s\t%s", step, message);
    if (length > (int)sizeof packet - 1) length = sizeof packet - 1;
    report_send(REPORT_ERROR, packet, (size_t)length, NULL, 0);
  } else {
    tell_caller("error\t%s\t%s", step, message);
  }
  _exit(125);
}

void fail(const char *step, const char *format, ...) {
  char message[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  fail_with(step, message);
}

void fail_errno(const char *step, const char *format, ...) {
  int number = errno;
  char message[1024];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(message, sizeof message - 64, format, arguments);
  va_end(arguments);
  if (length > (int)sizeof message - 65) length = sizeof message - 65;
  snprintf(message + length, sizeof message - (size_t)length, ": %s", strerror(number));
  fail_with(step, message);
}

void tell_caller(const char *format, ...) {
  char line[4096];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, sizeof line - 1, format, arguments);
  va_end(arguments);
  if (length > (int)sizeof line - 2) length = sizeof line - 2;
  for (int i = 0; i < length; i++)
    if (line[i] == '\n') line[i] = ' ';
  line[length] = '\n';
  if (write(3, line, (size_t)length + 1) < 0 && write(2, line, (size_t)length + 1) < 0) _exit(125);
}

bool is_for_later(void) { return errno == EAGAIN || errno == EINTR; }
