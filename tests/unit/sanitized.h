/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_SANITIZED_H
#define LATIGRAPH_TEST_SANITIZED_H

/* TEST_SANITIZED is defined in builds with AddressSanitizer, by gcc or clang. */
#if defined(__SANITIZE_ADDRESS__)
#define TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TEST_SANITIZED 1
#endif
#endif

#ifdef TEST_SANITIZED
/* Leaks of other libraries. Fontconfig, which finds the fonts of figures, keeps patterns of its own
 * without a pointer. igraph_community_fastgreedy() of igraph 0.10 leaks when it is interrupted. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libfontconfig\nleak:igraph_community_fastgreedy\n";
}
#endif

#endif
