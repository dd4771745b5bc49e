/*
 * The terminal of a command that has one: a pair in the sandbox's own devpts, as runc creates it. The command gets
 * one end as stdin, stdout, stderr, and controlling terminal; the helper has the other. The caller resizes it
 * on descriptor 3, with the number RESIZE and then columns and rows, two bytes each, little endian.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"

#ifndef TIOCGPTPEER
#define TIOCGPTPEER 0x5441
#endif

static void set_size(int master, struct terminal_size size) {
  struct winsize window = {.ws_col = size.columns, .ws_row = size.rows};
  (void)!ioctl(master, TIOCSWINSZ, &window); /* also notifies the foreground processes */
}

/* Programs that write to the console, as some init scripts do, find the terminal there. */
static void show_as_console(int root, int master) {
  unsigned number;
  char path[32];
  if (ioctl(master, TIOCGPTN, &number) < 0) fail_errno("terminal", "its number");
  snprintf(path, sizeof path, "/dev/pts/%u", number);
  int source = open_in_root(root, path, O_PATH | O_NOFOLLOW);
  int dev = open_in_root(root, "/dev", O_PATH | O_DIRECTORY);
  if (source < 0 || dev < 0 || mknodat(dev, "console", S_IFREG | 0600, 0) < 0) fail_errno("terminal", "/dev/console");
  int target = openat(dev, "console", O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (mount(fd_path(source), fd_path(target), NULL, MS_BIND, NULL) < 0) fail_errno("terminal", "bind /dev/console");
  close(target);
  close(dev);
  close(source);
}

static struct terminal_ends open_ends(int master, const struct spec *spec) {
  struct terminal_ends ends = {master, -1};
  int unlocked = 0;
  if (ends.master < 0 || ioctl(ends.master, TIOCSPTLCK, &unlocked) < 0) fail_errno("terminal", "/dev/ptmx");
  ends.slave = ioctl(ends.master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (ends.slave < 0) fail_errno("terminal", "its other end");
  /* The command's user may reopen it. With a single id, it already belongs to that user. */
  if (fchown(ends.slave, spec->uid, (gid_t)-1) < 0 && errno != EPERM && errno != EINVAL) fail_errno("terminal", "own it");
  set_size(ends.master, spec->terminal);
  return ends;
}

struct terminal_ends terminal_make(int root, const struct spec *spec) {
  if (!spec->terminal.columns) return (struct terminal_ends){-1, -1};
  struct terminal_ends ends = open_ends(open_in_root(root, "/dev/pts/ptmx", O_RDWR | O_NOCTTY), spec);
  show_as_console(root, ends.master);
  return ends;
}

struct terminal_ends terminal_join(int terminals, const struct spec *spec) {
  if (!spec->terminal.columns) return (struct terminal_ends){-1, -1};
  return open_ends(openat(terminals, "ptmx", O_RDWR | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC), spec);
}

void terminal_control(int slave) {
  if (ioctl(slave, TIOCSCTTY, 0) < 0) fail_errno("terminal", "control it");
}

bool resize_takes(struct resize *resize, unsigned char byte, int master) {
  if (!resize->missing && byte != RESIZE) return false;
  if (!resize->missing) {
    resize->missing = sizeof resize->bytes;
    return true;
  }
  resize->bytes[sizeof resize->bytes - resize->missing--] = byte;
  const unsigned char *at = resize->bytes;
  struct terminal_size size = {(unsigned short)(at[0] | at[1] << 8), (unsigned short)(at[2] | at[3] << 8)};
  if (resize->missing) return true;
  if (master >= 0) set_size(master, size);
  return true;
}
