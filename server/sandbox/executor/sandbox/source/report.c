#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sandbox.h"

void report_send(enum report kind, const void *bytes, size_t length, const int *fds, size_t fd_count) {
  char tag = (char)kind;
  struct iovec parts[2] = {{&tag, 1}, {(void *)bytes, length}};
  union {
    char room[CMSG_SPACE(REPORT_FDS_MAX * sizeof(int))];
    struct cmsghdr align;
  } control;
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  if (fd_count) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.room;
    message.msg_controllen = CMSG_SPACE(fd_count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(fd_count * sizeof(int));
    memcpy(CMSG_DATA(header), fds, fd_count * sizeof(int));
  }
  /* If the helper is gone, we exit too. */
  while (sendmsg(report_fd, &message, MSG_NOSIGNAL) < 0)
    if (errno != EINTR) _exit(125);
}

ssize_t report_receive(int fd, char *bytes, size_t room, int fds[REPORT_FDS_MAX], size_t *fd_count) {
  struct iovec part = {bytes, room};
  union {
    char room[CMSG_SPACE(REPORT_FDS_MAX * sizeof(int))];
    struct cmsghdr align;
  } control;
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  ssize_t got;
  do got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  *fd_count = 0;
  if (got <= 0) return got;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    *fd_count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int); /* at most as many as fit in `control` */
    memcpy(fds, CMSG_DATA(header), *fd_count * sizeof(int));
  }
  return got;
}
