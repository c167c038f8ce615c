/* Records what a process does to the files of one folder, in the order in which the system did it.
 *
 * Loaded by LD_PRELOAD. POWER_FOLDER names the folder, POWER_RECORDING the file that is appended to.
 * One event: op, inode, offset, length of data, length of two paths; then the paths, then the data.
 *   C path        a file was made (inode)          O path     a file that was there was opened (inode)
 *   W data        bytes written at an offset       T          cut or grown to `offset` bytes
 *   S             fsync or fdatasync was done      D path     mkdir
 *   U path        a name was taken away            R path two a name was given to another
 *   ? path        something that this file cannot record: the reader of the recording refuses it
 * A call and its event happen under one lock, so the order of events is the order of the calls.
 * What is written through a memory map is not seen: SQLite does so with its -shm only, which no disk keeps.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { DESCRIPTORS = 4096, PIECE = 65536 };

struct __attribute__((packed)) event {
  char op;
  uint64_t inode, offset, length;
  uint16_t path_length, other_length;
};

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int recording = -1;
static char watched[DESCRIPTORS];
static uint64_t inode_of[DESCRIPTORS];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define CALL(result, name, ...)            \
  static __typeof__(&name) real_##name;    \
  if (!real_##name) real_##name = REAL(name); \
  result = real_##name(__VA_ARGS__)

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("POWER_RECORDING");
  folder = getenv("POWER_FOLDER");
  if (file && folder) recording = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int inside(const char *path) {
  size_t length = folder ? strlen(folder) : 0;
  return recording >= 0 && path && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int is_watched(int fd) { return fd >= 0 && fd < DESCRIPTORS && watched[fd]; }

static void say(char op, uint64_t inode, uint64_t offset, const char *path, const char *other, const void *data, size_t length) {
  int kept = errno;
  struct event event = {op, inode, offset, length, path ? strlen(path) : 0, other ? strlen(other) : 0};
  struct iovec parts[] = {
      {&event, sizeof event}, {(void *)path, event.path_length}, {(void *)other, event.other_length}, {(void *)data, length}};
  ssize_t whole = sizeof event + event.path_length + event.other_length + length;
  if (syscall(SYS_writev, recording, parts, 4) != whole) abort(); /* half a recording proves nothing */
  errno = kept;
}

static void say_written(int fd, off_t offset, const void *data, ssize_t length) {
  if (length > 0) say('W', inode_of[fd], offset, NULL, NULL, data, length);
}

static void note_open(int fd, const char *path, int flags, int was_there) {
  struct stat facts;
  if (fd < 0) return;
  if (fd >= DESCRIPTORS || fstat(fd, &facts)) abort();
  watched[fd] = 1;
  inode_of[fd] = facts.st_ino;
  if (S_ISDIR(facts.st_mode)) return;
  say(was_there ? 'O' : 'C', facts.st_ino, 0, path, NULL, NULL, 0);
  if (was_there && (flags & O_TRUNC)) say('T', facts.st_ino, 0, NULL, NULL, NULL, 0);
}

static int open_recorded(int directory, const char *path, int flags, mode_t mode) {
  struct stat facts;
  int was_there, fd;
  if (!inside(path)) {
    fd = syscall(SYS_openat, directory, path, flags, mode);
    if (fd >= 0 && fd < DESCRIPTORS) watched[fd] = 0;
    return fd;
  }
  pthread_mutex_lock(&order);
  was_there = !lstat(path, &facts);
  fd = syscall(SYS_openat, directory, path, flags, mode);
  note_open(fd, path, flags, was_there);
  pthread_mutex_unlock(&order);
  return fd;
}

static mode_t mode_in(int flags, va_list rest) { return flags & O_CREAT ? va_arg(rest, mode_t) : 0; }

#define OPEN(name)                                     \
  int name(const char *path, int flags, ...) {         \
    va_list rest;                                      \
    va_start(rest, flags);                             \
    mode_t mode = mode_in(flags, rest);                \
    va_end(rest);                                      \
    return open_recorded(AT_FDCWD, path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                       \
  int name(int directory, const char *path, int flags, ...) { \
    va_list rest;                                          \
    va_start(rest, flags);                                 \
    mode_t mode = mode_in(flags, rest);                    \
    va_end(rest);                                          \
    return open_recorded(directory, path, flags, mode);    \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  int result;
  if (is_watched(fd)) watched[fd] = 0; /* before the number is free for another thread */
  CALL(result, close, fd);
  return result;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  ssize_t done;
  int seen = is_watched(fd);
  if (seen) pthread_mutex_lock(&order);
  CALL(done, pwrite64, fd, data, length, offset);
  if (seen) say_written(fd, offset, data, done), pthread_mutex_unlock(&order);
  return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
  ssize_t done;
  int seen = is_watched(fd);
  if (seen) pthread_mutex_lock(&order);
  CALL(done, write, fd, data, length);
  if (seen) say_written(fd, lseek(fd, 0, SEEK_CUR) - done, data, done), pthread_mutex_unlock(&order);
  return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  ssize_t done;
  if (is_watched(fd)) say('?', inode_of[fd], 0, "writev", NULL, NULL, 0);
  CALL(done, writev, fd, parts, count);
  return done;
}

/* What the system copied from file to file is read again where it came from. */
static void say_copied(int out, off_t at, int in, off_t from, ssize_t length) {
  static char piece[PIECE];
  while (length > 0) {
    ssize_t got = pread(in, piece, length < PIECE ? length : PIECE, from);
    if (got <= 0) abort();
    say_written(out, at, piece, got);
    at += got, from += got, length -= got;
  }
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) {
  ssize_t done;
  int seen = is_watched(out);
  if (seen) pthread_mutex_lock(&order);
  off_t from = offset ? *offset : lseek(in, 0, SEEK_CUR);
  CALL(done, sendfile64, out, in, offset, length);
  if (seen) say_copied(out, lseek(out, 0, SEEK_CUR) - done, in, from, done), pthread_mutex_unlock(&order);
  return done;
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
  ssize_t done;
  if (is_watched(out)) say('?', inode_of[out], 0, "copy_file_range", NULL, NULL, 0);
  CALL(done, copy_file_range, in, from, out, to, length, flags);
  return done;
}

int ftruncate64(int fd, off64_t size) {
  int failed, seen = is_watched(fd);
  if (seen) pthread_mutex_lock(&order);
  CALL(failed, ftruncate64, fd, size);
  if (seen && !failed) say('T', inode_of[fd], size, NULL, NULL, NULL, 0);
  if (seen) pthread_mutex_unlock(&order);
  return failed;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

#define SYNC(name)                                                             \
  int name(int fd) {                                                           \
    int failed, seen = is_watched(fd);                                         \
    if (seen) pthread_mutex_lock(&order);                                      \
    CALL(failed, name, fd);                                                    \
    if (seen && !failed) say('S', inode_of[fd], 0, NULL, NULL, NULL, 0);       \
    if (seen) pthread_mutex_unlock(&order);                                    \
    return failed;                                                             \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  int failed, seen = inside(path);
  if (seen) pthread_mutex_lock(&order);
  CALL(failed, unlink, path);
  if (seen && !failed) say('U', 0, 0, path, NULL, NULL, 0);
  if (seen) pthread_mutex_unlock(&order);
  return failed;
}

int rename(const char *path, const char *other) {
  int failed, seen = inside(path) || inside(other);
  if (seen) pthread_mutex_lock(&order);
  CALL(failed, rename, path, other);
  if (seen && !failed) say(inside(path) && inside(other) ? 'R' : '?', 0, 0, path, other, NULL, 0);
  if (seen) pthread_mutex_unlock(&order);
  return failed;
}

int mkdir(const char *path, mode_t mode) {
  int failed, seen = inside(path);
  if (seen) pthread_mutex_lock(&order);
  CALL(failed, mkdir, path, mode);
  if (seen && !failed) say('D', 0, 0, path, NULL, NULL, 0);
  if (seen) pthread_mutex_unlock(&order);
  return failed;
}
