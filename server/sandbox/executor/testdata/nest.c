/* nest DEPTH BYTES: makes this many nested folders, and a file of this many bytes at the bottom. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  for (int depth = atoi(argv[1]); depth > 0; depth--)
    if (mkdir("d", 0755) < 0 || chdir("d") < 0) return 1;
  static char chunk[1 << 20];
  memset(chunk, 'x', sizeof chunk);
  int file = open("big", O_WRONLY | O_CREAT, 0644);
  for (long left = atol(argv[2]); left > 0; left -= sizeof chunk)
    if (write(file, chunk, sizeof chunk) < 0) return 2;
  return 0;
}
