/*
 * How entries of a layer are exchanged with the caller, both ways. Integers are little endian and not aligned:
 *   u32 length of what follows (0: the end), then the fields of `frame`, then path, link target, xattrs, parts;
 *   an xattr is u32 length of its name, u32 length of its value, name, value;
 *   a part of a file's content is u64 position, u64 length: parts are stored one after another at `offset`, and
 *   everything between them is zeros. A file without holes has one part; an all-hole file has none. A scan writes none.
 * ../layerFrame.ts is the other side.
 */
#ifndef LAYER_FRAME_H
#define LAYER_FRAME_H

#include <stdint.h>

struct frame {
  /* 'f' file, 'd' directory, 'l' symbolic link, 'h' hard link, 'c' character device, 'b' block device, 'p' pipe,
     's' socket, 'w' whiteout, 'o' opaque directory */
  uint32_t kind;
  uint32_t mode; /* permission bits, with set-uid, set-gid and sticky */
  uint32_t uid, gid, major, minor, links;
  uint32_t mtime_nanoseconds;
  int64_t mtime_seconds;
  uint64_t inode, size, blocks; /* blocks of 512 bytes */
  uint64_t offset;              /* of a file's content in the tar */
  uint32_t path_length, link_length, xattr_count, part_count;
} __attribute__((packed));

/*
 * Bytes of a path in a layer. Together with the store's path before it, it must still be short enough to open
 * (PATH_MAX). Docker silently leaves out anything deeper.
 */
#define LAYER_PATH_MAX 3840

/* If only one id is mapped, the owner that a file should have is kept here, as "uid:gid". */
#define OWNER_XATTR "user.strata.owner"
/* A device of a layer is an empty file on disk, which keeps here what it stands for: "c 1:3", "b 7:0". */
#define DEVICE_XATTR "user.strata.device"

#endif
