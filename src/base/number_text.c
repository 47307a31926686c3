/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The shortest decimal text that reads back as the same double: the first of "%.15g", "%.16g" and
 * "%.17g" that does.
 *
 * Most numbers of files are between 10⁻⁴ and 10¹⁵. A double there is m / 2ˢ with a whole number m
 * below 2⁵³ and s ≤ 66, so that its first 17 digits, m·10ᵖ / 2ˢ with p ≤ 20, need no more than 120
 * bits and are found without an error by whole numbers of 128 bits. Whether they read back as the
 * number is then a comparison of whole numbers, too. The text is that of printing and reading back.
 */

#include "base/number_text.h"

#include <math.h>

enum { FEWEST = 15, MOST = 17 };

/* Prints and reads back. */
static void print_number(double value, char *buffer) {
    for (int digits = FEWEST; digits <= MOST; digits++) {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(buffer, G_ASCII_DTOSTR_BUF_SIZE, format, value);
        if (g_ascii_strtod(buffer, NULL) == value) {
            break;
        }
    }
}

#ifdef __SIZEOF_INT128__

__extension__ typedef unsigned __int128 wide_t;

/* A positive double as m / 2ˢ. */
typedef struct {
    guint64 m;
    int s;
} binary_t;

static binary_t split(double value) {
    int exponent;
    const double fraction = frexp(value, &exponent);
    return (binary_t){.m = (guint64)ldexp(fraction, 53), .s = 53 - exponent};
}

/* Returns the number of digits before the decimal point, or minus the number of zeros after it. */
static int digits_before_point(double value) {
    static const double tenth[3] = {1e-1, 1e-2, 1e-3};
    int count = 0;
    for (double power = 1; value >= power; power *= 10) {
        count++;
    }
    while (count > -3 && value < tenth[-MIN(count, 0)]) {
        count--;
    }
    return count;
}

static wide_t power_of_ten(int exponent) {
    wide_t power = 1;
    for (int k = 0; k < exponent; k++) {
        power *= 10;
    }
    return power;
}

/* Returns m·power / 2ˢ, rounded to the nearest whole number, and of two to the even one. */
static guint64 round_product(binary_t number, wide_t power) {
    const wide_t product = number.m * power, half = (wide_t)1 << (number.s - 1);
    const guint64 whole = (guint64)(product >> number.s);
    const wide_t rest = product - ((wide_t)whole << number.s);
    return whole + (rest > half || (rest == half && whole % 2 == 1));
}

/* Whether `whole` / power reads back as the number: it must be no farther away than half the
 * distance of the next double, which is half as large below a power of 2. */
static gboolean reads_back(binary_t number, wide_t power, guint64 whole) {
    const wide_t exact = number.m * power, rounded = (wide_t)whole << number.s;
    const gboolean below = rounded < exact;
    const wide_t twice = 2 * (below ? exact - rounded : rounded - exact);
    const wide_t most = below && number.m == (guint64)1 << 52 ? power / 2 : power;
    return twice < most || (twice == most && number.m % 2 == 0);
}

/* Writes `whole` / 10^decimals without zeros at the end. */
static void write_fixed(gboolean negative, guint64 whole, int decimals, char *buffer) {
    char text[32], *first = text + sizeof text - 1;
    while (decimals > 0 && whole % 10 == 0) {
        whole /= 10;
        decimals--;
    }
    *first = '\0';
    for (int k = 0; whole > 0 || k <= decimals; k++) {
        if (k == decimals && k > 0) {
            *--first = '.';
        }
        *--first = (char)('0' + whole % 10);
        whole /= 10;
    }
    if (negative) {
        *--first = '-';
    }
    g_strlcpy(buffer, first, G_ASCII_DTOSTR_BUF_SIZE);
}

static void write_number(double value, char *buffer) {
    const double magnitude = fabs(value);
    if (!(magnitude >= 1e-4 && magnitude < 1e15)) {
        print_number(value, buffer);
        return;
    }
    const binary_t number = split(magnitude);
    int decimals = FEWEST - digits_before_point(magnitude);
    wide_t power = power_of_ten(decimals);
    guint64 whole = round_product(number, power);
    while (!reads_back(number, power, whole)) {
        decimals++;
        power *= 10;
        whole = round_product(number, power);
    }
    write_fixed(value < 0, whole, decimals, buffer);
}

#else

static void write_number(double value, char *buffer) {
    print_number(value, buffer);
}

#endif

const char *latigraph_number_text(double value, char buffer[G_ASCII_DTOSTR_BUF_SIZE]) {
    if (isnan(value)) {
        return "";
    }
    write_number(value, buffer);
    return buffer;
}
