/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Large pages for large arrays that are accessed at random.
 *
 * Linux gives pages of 2 MB to a range of addresses that asks for them by madvise(). Only whole
 * pages within the array are asked for, so that its neighbours in memory are left as they are.
 */
#include "base/pages.h"

#include <stdint.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { PAGE = 2 << 20 };

void latigraph_huge_pages(void *memory, gsize bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    const uintptr_t begin = ((uintptr_t)memory + PAGE - 1) / PAGE * PAGE;
    const uintptr_t end = ((uintptr_t)memory + bytes) / PAGE * PAGE;
    if (memory != NULL && begin < end) {
        (void)madvise((void *)begin, end - begin, MADV_HUGEPAGE);
    }
#else
    (void)memory;
    (void)bytes;
#endif
}
