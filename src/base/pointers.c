/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * igraph's vectors of pointers as owners of their items.
 *
 * igraph calls a destructor and then frees the item itself, which suits neither items with a free
 * function of their own nor texts. Here the destructor frees the item alone. An item is on the
 * FINALLY stack while it is added, so that it is freed if memory runs out.
 */
#include "base/pointers.h"

igraph_error_t latigraph_pointers_init(igraph_vector_ptr_t *items, GDestroyNotify destroy) {
    *items = (igraph_vector_ptr_t){NULL, NULL, NULL, NULL};
    IGRAPH_CHECK(igraph_vector_ptr_init(items, 0));
    igraph_vector_ptr_set_item_destructor(items, destroy);
    return IGRAPH_SUCCESS;
}

void latigraph_pointers_destroy(igraph_vector_ptr_t *items) {
    if (items->stor_begin == NULL) {
        return;
    }
    /* igraph_vector_ptr_destroy_all() frees every item after its destructor did so. */
    const GDestroyNotify destroy = igraph_vector_ptr_get_item_destructor(items);
    for (igraph_integer_t k = 0; destroy != NULL && k < igraph_vector_ptr_size(items); k++) {
        destroy(VECTOR(*items)[k]);
    }
    igraph_vector_ptr_destroy(items);
    items->stor_begin = NULL;
}

igraph_error_t latigraph_pointers_add(igraph_vector_ptr_t *items, void *item) {
    const GDestroyNotify destroy = igraph_vector_ptr_get_item_destructor(items);
    if (destroy != NULL) {
        IGRAPH_FINALLY(destroy, item);
    }
    IGRAPH_CHECK(igraph_vector_ptr_push_back(items, item));
    if (destroy != NULL) {
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_pointers_add_text(igraph_vector_ptr_t *items, const char *text) {
    char *copy;
    IGRAPH_CHECK(latigraph_copy_text(text, &copy));
    return latigraph_pointers_add(items, copy);
}

void latigraph_pointers_remove(igraph_vector_ptr_t *items, igraph_integer_t k) {
    const GDestroyNotify destroy = igraph_vector_ptr_get_item_destructor(items);
    if (destroy != NULL) {
        destroy(VECTOR(*items)[k]);
    }
    igraph_vector_ptr_remove(items, k);
}
