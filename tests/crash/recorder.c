/* Writes down, in order, what a program asks of the disk under one folder (LD_PRELOAD).

   CRASH_DIR is the folder, CRASH_LOG the file for the record. Each entry is a line of text,
   "kind name offset length\n", and after a write its bytes. Kinds: w(rite), t(runcate to length),
   s(ync), u(nlink). Shared memory (-shm) is no disk and is left out.

   cc -shared -fPIC -o recorder.so recorder.c -ldl -lpthread */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 4096
static char *names[MOST];
static int record = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void note(const char *kind, const char *name, long offset, const void *bytes, size_t length) {
    ssize_t (*write_)(int, const void *, size_t) = real("write");
    char line[PATH_MAX + 80];
    int size = snprintf(line, sizeof line, "%s %s %ld %zu\n", kind, name, offset, length);
    pthread_mutex_lock(&turn);
    if (record < 0) {
        int (*open_)(const char *, int, ...) = real("open");
        record = open_(getenv("CRASH_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    if (write_(record, line, size) != size) abort();
    if (bytes && write_(record, bytes, length) != (ssize_t)length) abort();
    pthread_mutex_unlock(&turn);
}

/* The name under the folder, or NULL for what is elsewhere or no disk. */
static const char *inside(const char *path) {
    const char *folder = getenv("CRASH_DIR");
    size_t length = folder ? strlen(folder) : 0;
    if (!length || !path || strncmp(path, folder, length) || path[length] != '/') return NULL;
    size_t all = strlen(path);
    return all > 4 && !strcmp(path + all - 4, "-shm") ? NULL : path + length + 1;
}

static int opened(int fd, const char *path) {
    const char *name = inside(path);
    if (fd >= 0 && fd < MOST) {
        free(names[fd]);
        names[fd] = name ? strdup(name) : NULL;
    }
    return fd;
}

static const char *known(int fd) { return fd >= 0 && fd < MOST ? names[fd] : NULL; }

#define OPEN(call)                                                          \
    int call(const char *path, int flags, ...) {                            \
        va_list more;                                                       \
        va_start(more, flags);                                              \
        mode_t mode = (flags & O_CREAT) ? va_arg(more, mode_t) : 0;         \
        va_end(more);                                                       \
        int (*open_)(const char *, int, ...) = real(#call);                 \
        return opened(open_(path, flags, mode), path);                      \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    int (*close_)(int) = real("close");
    if (known(fd)) {
        free(names[fd]);
        names[fd] = NULL;
    }
    return close_(fd);
}

#define PWRITE(call, offset_type)                                                       \
    ssize_t call(int fd, const void *bytes, size_t length, offset_type offset) {        \
        ssize_t (*pwrite_)(int, const void *, size_t, offset_type) = real(#call);       \
        ssize_t done = pwrite_(fd, bytes, length, offset);                              \
        if (done > 0 && known(fd)) note("w", known(fd), offset, bytes, done);           \
        return done;                                                                    \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
    ssize_t (*write_)(int, const void *, size_t) = real("write");
    long at = known(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = write_(fd, bytes, length);
    if (done > 0 && known(fd)) note("w", known(fd), at, bytes, done);
    return done;
}

#define TRUNCATE(call, offset_type)                                   \
    int call(int fd, offset_type length) {                            \
        int (*truncate_)(int, offset_type) = real(#call);             \
        int failed = truncate_(fd, length);                           \
        if (!failed && known(fd)) note("t", known(fd), length, 0, 0); \
        return failed;                                                \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(call)                                             \
    int call(int fd) {                                         \
        int (*sync_)(int) = real(#call);                       \
        int failed = sync_(fd);                                \
        if (!failed && known(fd)) note("s", known(fd), 0, 0, 0); \
        return failed;                                         \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    int (*unlink_)(const char *) = real("unlink");
    int failed = unlink_(path);
    if (!failed && inside(path)) note("u", inside(path), 0, 0, 0);
    return failed;
}
