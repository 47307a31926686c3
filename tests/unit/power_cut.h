/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TESTS_POWER_CUT_H
#define LATIGRAPH_TESTS_POWER_CUT_H

/* A disk that loses power. The program defines the functions that change files, so that libraries
 * call these. Each call is one place, numbered in order. At the chosen place the process ends, and
 * the disk keeps what a real one may keep:
 *
 *   - the contents of a file as of its last fsync(), or any part of it if there was none;
 *   - the creations, renames and removals in a folder up to its last fsync(), and any of the later
 *     ones.
 *
 * Only files with relative paths are on this disk. */

#include <dlfcn.h>
#include <fcntl.h>
#include <glib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What happens to calls whose effect is not synced. */
typedef enum {
    CUT_KILL,  /* the process ends, and the disk keeps everything */
    CUT_LOSE,  /* everything that is not synced is lost */
    CUT_NAMES, /* creations, renames and removals are kept, contents are lost */
    CUT_SOME,  /* each is kept or lost by chance, contents are cut anywhere */
    CUT_KINDS
} cut_kind_t;

enum { CUT_STATUS = 99 };

typedef struct {
    ino_t inode;
    char *path;     /* where the file is now */
    GBytes *synced; /* contents as of the last fsync(); NULL: none */
} disk_file_t;

typedef enum { DISK_CREATE, DISK_RENAME, DISK_UNLINK, DISK_MKDIR } disk_kind_t;

typedef struct {
    disk_kind_t kind;
    char *name, *target;
    disk_file_t *file;
    ino_t folder;
} disk_change_t;

static struct {
    gboolean armed;
    long places, cut_at; /* calls so far; the call that the power is cut before, 0 for none */
    cut_kind_t kind;
    guint32 seed;
    GPtrArray *files;   /* disk_file_t */
    GPtrArray *pending; /* disk_change_t that are not synced */
    GHashTable *names;  /* name → disk_file_t on the disk after a cut that loses all changes */
    GHashTable *touched;
} disk;

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void disk_start(long cut_at, cut_kind_t kind, guint32 seed) {
    disk.places = 0;
    disk.cut_at = cut_at;
    disk.kind = kind;
    disk.seed = seed;
    disk.files = g_ptr_array_new();
    disk.pending = g_ptr_array_new();
    disk.names = g_hash_table_new(g_str_hash, g_str_equal);
    disk.touched = g_hash_table_new(g_str_hash, g_str_equal);
    disk.armed = TRUE;
}

static const char *disk_name(const char *path) {
    return g_str_has_prefix(path, "./") ? path + 2 : path;
}

static gboolean on_disk(const char *path) {
    return disk.armed && path[0] != '/';
}

static GBytes *disk_contents(const char *path) {
    char *data;
    gsize size;
    return g_file_get_contents(path, &data, &size, NULL) ? g_bytes_new_take(data, size) : NULL;
}

static ino_t inode_of(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 ? found.st_ino : 0;
}

static ino_t folder_of(const char *path) {
    char *folder = g_path_get_dirname(path);
    const ino_t inode = inode_of(folder);
    g_free(folder);
    return inode;
}

/* The newest file of that number, because numbers are used again. */
static disk_file_t *disk_file(ino_t inode) {
    for (guint k = disk.files->len; k > 0; k--) {
        disk_file_t *file = disk.files->pdata[k - 1];
        if (file->inode == inode) {
            return file;
        }
    }
    return NULL;
}

static disk_file_t *disk_add(const char *path) {
    disk_file_t *file = g_new0(disk_file_t, 1);
    file->inode = inode_of(path);
    file->path = g_strdup(path);
    g_ptr_array_add(disk.files, file);
    return file;
}

/* Notes a name before its first change. A file that is there is on the disk. */
static void disk_touch(const char *name) {
    if (g_hash_table_add(disk.touched, g_strdup(name)) && inode_of(name) != 0 &&
        !g_file_test(name, G_FILE_TEST_IS_DIR)) {
        disk_file_t *file = disk_add(name);
        file->synced = disk_contents(name);
        g_hash_table_insert(disk.names, g_strdup(name), file);
    }
}

static void disk_change(disk_kind_t kind, const char *name, const char *target, disk_file_t *file) {
    disk_change_t *change = g_new0(disk_change_t, 1);
    change->kind = kind;
    change->name = g_strdup(name);
    change->target = g_strdup(target);
    change->file = file;
    change->folder = folder_of(target != NULL ? target : name);
    g_ptr_array_add(disk.pending, change);
}

static void disk_apply(const disk_change_t *change) {
    if (change->kind == DISK_CREATE) {
        g_hash_table_insert(disk.names, change->name, change->file);
    } else if (change->kind != DISK_MKDIR) {
        g_hash_table_remove(disk.names, change->name);
    }
    if (change->kind == DISK_RENAME) {
        g_hash_table_insert(disk.names, change->target, change->file);
    }
}

static guint32 disk_random(void) {
    disk.seed = disk.seed * 1664525u + 1013904223u;
    return disk.seed >> 8;
}

/* Contents of a file after the cut. */
static GBytes *disk_left(const disk_file_t *file) {
    GBytes *now = file->synced == NULL ? disk_contents(file->path) : NULL;
    const gsize size = now != NULL ? g_bytes_get_size(now) : 0;
    if (file->synced != NULL) {
        return file->synced;
    }
    return disk.kind == CUT_SOME && size > 0
               ? g_bytes_new_from_bytes(now, 0, disk_random() % (size + 1))
               : g_bytes_new(NULL, 0);
}

static void disk_write(const char *name, GBytes *contents) {
    FILE *file = fopen(name, "wb");
    if (file != NULL) {
        if (g_bytes_get_size(contents) > 0) { /* an empty file has no data to point to */
            fwrite(g_bytes_get_data(contents, NULL), 1, g_bytes_get_size(contents), file);
        }
        fclose(file);
    }
}

/* Leaves on the real disk what the simulated one holds after the cut. */
static void disk_settle(void) {
    GHashTableIter iter;
    gpointer name, file;
    GHashTable *left = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint k = 0; k < disk.pending->len; k++) {
        const disk_change_t *change = disk.pending->pdata[k];
        if (disk.kind == CUT_NAMES || (disk.kind == CUT_SOME && disk_random() % 2 == 0)) {
            disk_apply(change);
        } else if (change->kind == DISK_MKDIR) {
            g_hash_table_add(disk.touched, change->name); /* the folder and all in it are lost */
        }
    }
    g_hash_table_iter_init(&iter, disk.names);
    while (g_hash_table_iter_next(&iter, &name, &file)) {
        g_hash_table_insert(left, name, disk_left(file));
    }
    g_hash_table_iter_init(&iter, disk.touched);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (remove(name) != 0 && g_file_test(name, G_FILE_TEST_IS_DIR)) {
            fprintf(stderr, "a folder that was never synced holds files: %s\n", (char *)name);
        }
    }
    g_hash_table_iter_init(&iter, left);
    while (g_hash_table_iter_next(&iter, &name, &file)) {
        disk_write(name, file);
    }
}

/* One place: a call that changes files, or writes to one. */
static void disk_place(void) {
    if (++disk.places == disk.cut_at) {
        disk.armed = FALSE;
        if (disk.kind != CUT_KILL) {
            disk_settle();
        }
        _exit(CUT_STATUS);
    }
}

/* --- Functions that change files -------------------------------------------------------------- */

static int disk_open(int (*real)(const char *, int, ...), const char *path, int flags,
                     mode_t mode) {
    if (!on_disk(path) || (flags & O_CREAT) == 0) {
        return real(path, flags, mode);
    }
    disk_place();
    disk_touch(disk_name(path));
    const int descriptor = real(path, flags, mode);
    if (descriptor >= 0 && (flags & O_EXCL) != 0) {
        disk_change(DISK_CREATE, disk_name(path), NULL, disk_add(disk_name(path)));
    }
    return descriptor;
}

#define DEFINE_OPEN(name)                                                                          \
    int name(const char *path, int flags, ...) {                                                   \
        REAL(name);                                                                                \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;                \
        va_end(arguments);                                                                         \
        return disk_open(real, path, flags, mode);                                                 \
    }

#undef open
#undef open64
int open64(const char *path, int flags, ...);
DEFINE_OPEN(open)
DEFINE_OPEN(open64)

int fsync(int descriptor) {
    REAL(fsync);
    struct stat found;
    if (!disk.armed || fstat(descriptor, &found) != 0) {
        return real(descriptor);
    }
    disk_place();
    if (S_ISDIR(found.st_mode)) {
        for (guint k = 0; k < disk.pending->len;) {
            const disk_change_t *change = disk.pending->pdata[k];
            if (change->folder == found.st_ino) {
                disk_apply(change);
                g_ptr_array_remove_index(disk.pending, k);
            } else {
                k++;
            }
        }
    } else if (disk_file(found.st_ino) != NULL) {
        disk_file_t *file = disk_file(found.st_ino);
        file->synced = disk_contents(file->path);
    }
    return 0; /* the real disk need not wait */
}

int rename(const char *from, const char *to) {
    REAL(rename);
    if (!on_disk(from)) {
        return real(from, to);
    }
    disk_place();
    disk_touch(disk_name(from));
    disk_touch(disk_name(to));
    const int code = real(from, to);
    disk_file_t *file = disk_file(inode_of(to));
    if (code == 0 && file != NULL) {
        file->path = g_strdup(disk_name(to));
        disk_change(DISK_RENAME, disk_name(from), disk_name(to), file);
    }
    return code;
}

int unlink(const char *path) {
    REAL(unlink);
    if (!on_disk(path)) {
        return real(path);
    }
    disk_place();
    disk_touch(disk_name(path));
    const int code = real(path);
    if (code == 0) {
        disk_change(DISK_UNLINK, disk_name(path), NULL, NULL);
    }
    return code;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (!on_disk(path)) {
        return real(path, mode);
    }
    disk_place();
    const int code = real(path, mode);
    if (code == 0) {
        disk_change(DISK_MKDIR, disk_name(path), NULL, NULL);
    }
    return code;
}

/* Bytes leave the buffer of a stream in these. */
int fflush(FILE *file) {
    REAL(fflush);
    if (disk.armed && file != NULL && file != stdout && file != stderr) {
        disk_place();
    }
    return real(file);
}

int fclose(FILE *file) {
    REAL(fclose);
    if (disk.armed) {
        disk_place();
    }
    return real(file);
}

#endif
