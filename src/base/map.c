/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A hash table that keeps the order of its keys.
 *
 *     slot   | 0 | 3 | 0 | 1 | 2 | 0 | 0 | 0 |     hashes and numbers of entries
 *     entry  | key 1 | key 2 | key 3 | · |         in the order of addition
 *
 * A search begins at the slot that the low bits of the hash name and goes on until the key or an
 * empty slot is found (linear probing). At most half of the slots are used, so that a search takes
 * one or two steps. In a large map each of them waits for memory, so a slot holds the hash itself
 * beside the number of its entry + 1 (0: empty), and entries of other keys are not read. The hash
 * of an integer is a bijection, so that an equal hash is an equal key. That of a text of less than
 * eight bytes is one, too, into the hashes whose highest bit is set. The ids of most files are that
 * short, so that neither their entries nor their texts are read. A fuller table grows; both
 * arrays are allocated before the old ones are freed, so that a failed allocation leaves the map as
 * it was. A removed entry keeps its slot until then: an empty slot would end the searches for keys
 * that lie behind it.
 *
 * Walking the entries gives the keys in the order in which they were added. Results therefore
 * never depend on hashes, which differ from process to process: they are mixed with the address of
 * a variable, which the system randomises. A file of colliding names, which would make all
 * searches linear, cannot be written in advance.
 */
#include "base/map.h"

#include "base/text.h"

#include <string.h>

/* Finalizer of MurmurHash3: every bit of the key changes half of the bits of the hash. */
static guint64 mix(guint64 x) {
    x ^= x >> 33;
    x *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    x ^= x >> 33;
    x *= G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53);
    return x ^ x >> 33;
}

/* The address of a variable differs between runs where the system randomizes addresses. */
static guint64 process_key(void) {
    static const char anchor;
    return mix((guint64)(gsize)&anchor ^ (guint64)(gsize)&process_key << 16);
}

static guint64 hash_integer(gint64 key) {
    return mix((guint64)key + process_key());
}

/* Highest bit of the hashes of texts of less than eight bytes. */
static const guint64 SHORT = (guint64)1 << 63;

/* Does the same with 63 bits. All steps are bijections. */
static guint64 mix_short(guint64 x) {
    x ^= x >> 33;
    x = x * G_GUINT64_CONSTANT(0xff51afd7ed558ccd) & ~SHORT;
    x ^= x >> 33;
    x = x * G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53) & ~SHORT;
    return x ^ x >> 33;
}

/* Takes eight bytes at a time, so that a collision needs knowledge of the key of the process. */
guint64 latigraph_map_hash(const char *text) {
    const guint64 secret = process_key();
    guint64 hash = secret;
    size_t left = strlen(text);
    if (left < sizeof hash) {
        guint64 bytes = 0; /* below 2⁵⁶ */
        memcpy(&bytes, text, left);
        return mix_short((GUINT64_FROM_LE(bytes) ^ secret) & ~SHORT) | SHORT;
    }
    for (; left > 0; text += MIN(left, 8), left -= MIN(left, 8)) {
        guint64 part = 0;
        memcpy(&part, text, MIN(left, 8));
        hash = mix(hash ^ part) + secret;
    }
    return hash & ~SHORT;
}

void latigraph_map_destroy(latigraph_map_t *map) {
    for (size_t i = 0; map->copies && i < map->used; i++) {
        g_free((char *)map->entry[i].text);
    }
    g_free(map->entry);
    g_free(map->slot);
    *map = (latigraph_map_t){.copies = map->copies};
}

/* Number of the entry in a slot whose key was removed. */
static const size_t GONE = G_MAXSIZE;

/* Returns the slot of a key, or the empty slot where its search ends. There is at least one. */
static size_t search(const latigraph_map_t *map, guint64 hash, const char *text) {
    size_t at = (size_t)hash & (map->slots - 1);
    for (; map->slot[at].number != 0; at = (at + 1) & (map->slots - 1)) {
        const latigraph_map_slot_t slot = map->slot[at];
        if (slot.hash == hash && slot.number != GONE &&
            (text == NULL || hash >= SHORT ||
             strcmp(map->entry[slot.number - 1].text, text) == 0)) {
            break;
        }
    }
    return at;
}

/* Moves the entries that are not removed to new arrays, whose slots they fill by a quarter at most.
 */
static igraph_error_t grow(latigraph_map_t *map) {
    size_t slots = 16;
    while (slots < 4 * map->count) {
        slots *= 2;
    }
    latigraph_map_slot_t *slot = g_try_new0(latigraph_map_slot_t, slots);
    LATIGRAPH_CHECK_MEMORY(slot);
    latigraph_map_entry_t *entry = g_try_new(latigraph_map_entry_t, slots / 2);
    if (entry == NULL) {
        g_free(slot);
    }
    LATIGRAPH_CHECK_MEMORY(entry);
    size_t used = 0;
    for (size_t i = 0; i < map->used; i++) {
        if (!map->entry[i].removed) {
            entry[used] = map->entry[i];
            size_t at = (size_t)entry[used].hash & (slots - 1);
            while (slot[at].number != 0) {
                at = (at + 1) & (slots - 1);
            }
            slot[at] = (latigraph_map_slot_t){entry[used].hash, used + 1};
            used++;
        }
    }
    g_free(map->slot);
    g_free(map->entry);
    map->slot = slot;
    map->slots = slots;
    map->entry = entry;
    map->used = used;
    return IGRAPH_SUCCESS;
}

static igraph_error_t add(latigraph_map_t *map, guint64 hash, const char *text, gint64 integer,
                          latigraph_map_entry_t **entry, igraph_bool_t *added) {
    if (map->used + 1 > map->slots / 2) {
        IGRAPH_CHECK(grow(map));
    }
    const size_t at = search(map, hash, text);
    const igraph_bool_t absent = map->slot[at].number == 0;
    if (absent) {
        latigraph_map_entry_t made = {.text = text, .integer = integer, .hash = hash};
        if (map->copies) {
            char *copy;
            IGRAPH_CHECK(latigraph_copy_text(text, &copy));
            made.text = copy;
        }
        map->entry[map->used] = made;
        map->used++;
        map->slot[at] = (latigraph_map_slot_t){hash, map->used};
        map->count++;
    }
    *entry = &map->entry[map->slot[at].number - 1];
    if (added != NULL) {
        *added = absent;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_map_add_text(latigraph_map_t *map, const char *key,
                                      latigraph_map_entry_t **entry, igraph_bool_t *added) {
    return add(map, latigraph_map_hash(key), key, 0, entry, added);
}

igraph_error_t latigraph_map_add_integer(latigraph_map_t *map, gint64 key,
                                         latigraph_map_entry_t **entry, igraph_bool_t *added) {
    return add(map, hash_integer(key), NULL, key, entry, added);
}

static latigraph_map_entry_t *found(const latigraph_map_t *map, guint64 hash, const char *text) {
    const size_t number = map->slots == 0 ? 0 : map->slot[search(map, hash, text)].number;
    return number == 0 ? NULL : &map->entry[number - 1];
}

latigraph_map_entry_t *latigraph_map_find_text(const latigraph_map_t *map, const char *key) {
    return found(map, latigraph_map_hash(key), key);
}

latigraph_map_entry_t *latigraph_map_find_integer(const latigraph_map_t *map, gint64 key) {
    return found(map, hash_integer(key), NULL);
}

void latigraph_map_expect_integer(const latigraph_map_t *map, gint64 key) {
    if (map->slots > 0) {
        __builtin_prefetch(&map->slot[hash_integer(key) & (map->slots - 1)]);
    }
}

void latigraph_map_remove(latigraph_map_t *map, latigraph_map_entry_t *entry) {
    map->slot[search(map, entry->hash, entry->text)].number = GONE;
    if (map->copies) {
        g_free((char *)entry->text);
        entry->text = NULL;
    }
    entry->removed = true;
    map->count--;
}

latigraph_map_entry_t *latigraph_map_next(const latigraph_map_t *map,
                                          const latigraph_map_entry_t *entry) {
    for (size_t i = entry == NULL ? 0 : (size_t)(entry - map->entry) + 1; i < map->used; i++) {
        if (!map->entry[i].removed) {
            return &map->entry[i];
        }
    }
    return NULL;
}
