/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Numbers become the shortest of the texts of "%.15g", "%.16g" and "%.17g" that reads back. */

#include "base/number_text.h"
#include "base/random.h"
#include "test.h"

/* Compares with the C library's printing and reading, for a number and its negative. */
static void check(double value) {
    char own[G_ASCII_DTOSTR_BUF_SIZE], expected[G_ASCII_DTOSTR_BUF_SIZE];
    for (int sign = 1; sign >= -1; sign -= 2) {
        for (int digits = 15; digits <= 17; digits++) {
            char format[8];
            g_snprintf(format, sizeof format, "%%.%dg", digits);
            g_ascii_formatd(expected, sizeof expected, format, sign * value);
            if (memcmp(&(double){g_ascii_strtod(expected, NULL)}, &(double){sign * value},
                       sizeof(double)) == 0) {
                break;
            }
        }
        if (strcmp(latigraph_number_text(sign * value, own), expected) != 0) {
            FAIL("%s is written for %s", own, expected);
        }
    }
}

/* Checks a number and the two next to it. */
static void check_around(double value) {
    check(nextafter(value, 0));
    check(value);
    check(nextafter(value, INFINITY));
}

int main(void) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    latigraph_stream_t stream;
    test_init();
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    CHECK(strcmp(latigraph_number_text(NAN, text), "") == 0);
    CHECK(strcmp(latigraph_number_text(0.1, text), "0.1") == 0);
    CHECK(strcmp(latigraph_number_text(-1234.5, text), "-1234.5") == 0);
    CHECK(strcmp(latigraph_number_text(0.1 + 0.2, text), "0.30000000000000004") == 0);
    CHECK(strcmp(latigraph_number_text(100, text), "100") == 0);
    check(0);
    check(INFINITY);
    for (int exponent = -20; exponent <= 55; exponent++) {
        check_around(ldexp(1, exponent));
        check_around(ldexp(3, exponent));
    }
    for (int exponent = -6; exponent <= 17; exponent++) {
        check_around(pow(10, exponent));
        check_around(5 * pow(10, exponent));
    }
    for (int k = 0; k < 20000; k++) {
        const double uniform = latigraph_stream_uniform(&stream);
        const int shift = (int)(70 * latigraph_stream_uniform(&stream)) - 17;
        check(ldexp(1 + uniform, shift));
        /* Few decimals, as files have them. */
        check(rint(uniform * 1e7) / pow(10, k % 8));
        /* Halves of the last digits. */
        check((rint(uniform * 1e15) + 0.5) / (double)(1 << k % 12));
    }
    return 0;
}
