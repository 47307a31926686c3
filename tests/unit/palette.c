/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* In every theme the two classes of all figures can be told apart in grey print and by readers
 * without red or green cones, texts can be read, and palettes rise in lightness. Colours are in CIE
 * L*a*b* (CIE 15:2004, D65). Colour blindness is simulated in linear RGB (Machado, Oliveira and
 * Fernandes, IEEE TVCG 15:1291, 2009, severity 1). */

#include "test.h"

#include "figure/palette.h"

#include <math.h>
#include <string.h>

/* Least difference of lightness in grey print, and of colours under each simulation; least contrast
 * of texts with the paper (WCAG 2.1, 1.4.3). */
static const double LEAST_LIGHTNESS = 20, LEAST_COLOUR = 20, LEAST_CONTRAST = 4.5;

static const double ALL_CONES[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
static const double NO_RED_CONES[3][3] = {{0.152286, 1.052583, -0.204868},
                                          {0.114503, 0.786281, 0.099216},
                                          {-0.003882, -0.048116, 1.051998}};
static const double NO_GREEN_CONES[3][3] = {{0.367322, 0.860646, -0.227968},
                                            {0.280085, 0.672501, 0.047413},
                                            {-0.011820, 0.042940, 0.968881}};

static void multiply(const double matrix[3][3], const double in[3], double out[3]) {
    for (int i = 0; i < 3; i++) {
        out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
    }
}

/* sRGB without its gamma (IEC 61966-2-1). */
static void linear_of(int rgb, double linear[3]) {
    for (int c = 0; c < 3; c++) {
        const double value = (rgb >> (16 - 8 * c) & 255) / 255.0;
        linear[c] = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
    }
}

static double f(double t) {
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static void lab_of(const double linear[3], double lab[3]) {
    static const double XYZ[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                     {0.2126729, 0.7151522, 0.0721750},
                                     {0.0193339, 0.1191920, 0.9503041}};
    double clipped[3], xyz[3];
    for (int c = 0; c < 3; c++) {
        clipped[c] = fmin(fmax(linear[c], 0), 1);
    }
    multiply(XYZ, clipped, xyz);
    const double x = f(xyz[0] / 0.95047), y = f(xyz[1]), z = f(xyz[2] / 1.08883);
    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

static void seen_by(const double cones[3][3], int rgb, double lab[3]) {
    double linear[3], seen[3];
    linear_of(rgb, linear);
    multiply(cones, linear, seen);
    lab_of(seen, lab);
}

static double lightness(int rgb) {
    double lab[3];
    seen_by(ALL_CONES, rgb, lab);
    return lab[0];
}

static double difference(const double cones[3][3], int first, int second) {
    double a[3], b[3];
    seen_by(cones, first, a);
    seen_by(cones, second, b);
    return sqrt(pow(a[0] - b[0], 2) + pow(a[1] - b[1], 2) + pow(a[2] - b[2], 2));
}

static double luminance(int rgb) {
    const double l = lightness(rgb);
    return l > 8 ? pow((l + 16) / 116, 3) : l * 27 / 24389;
}

static double contrast(int first, int second) {
    const double a = luminance(first) + 0.05, b = luminance(second) + 0.05;
    return fmax(a, b) / fmin(a, b);
}

/* Colours whose values are known. */
static void test_conversion(void) {
    double lab[3];
    seen_by(ALL_CONES, 0xff0000, lab);
    CHECK_NEAR(lab[0], 53.24, 0.01);
    CHECK_NEAR(lab[1], 80.09, 0.01);
    CHECK_NEAR(lab[2], 67.20, 0.01);
    CHECK_NEAR(contrast(0xffffff, 0x000000), 21, 1e-3);
    CHECK_NEAR(difference(NO_RED_CONES, 0x808080, 0x808080), 0, 1e-12);
}

static int colour_of(int theme, figure_colour_t colour) {
    return (int)figure_theme_colours[theme][colour];
}

/* The theme of greys differs in lightness alone. */
static void check_classes(int theme, figure_colour_t first, figure_colour_t second) {
    const int a = colour_of(theme, first), b = colour_of(theme, second);
    CHECK(fabs(lightness(a) - lightness(b)) >= LEAST_LIGHTNESS);
    CHECK(difference(ALL_CONES, a, b) >= LEAST_COLOUR);
    CHECK(difference(NO_RED_CONES, a, b) >= LEAST_COLOUR);
    CHECK(difference(NO_GREEN_CONES, a, b) >= LEAST_COLOUR);
}

static void test_classes(void) {
    for (int theme = 0; theme < FIGURE_THEMES; theme++) {
        check_classes(theme, FIGURE_BLUE, FIGURE_ORANGE);
        check_classes(theme, FIGURE_EDGE, FIGURE_PAIR);
        /* The colours of circuits before and after a steering. */
        const int blue = colour_of(theme, FIGURE_BLUE), grey = colour_of(theme, FIGURE_GREY);
        CHECK(difference(NO_RED_CONES, blue, grey) >= LEAST_COLOUR);
        CHECK(difference(NO_GREEN_CONES, blue, grey) >= LEAST_COLOUR);
    }
}

static void test_texts(void) {
    for (int theme = 0; theme < FIGURE_THEMES; theme++) {
        const int paper = colour_of(theme, FIGURE_PAPER);
        CHECK(contrast(colour_of(theme, FIGURE_INK), paper) >= LEAST_CONTRAST);
        CHECK(contrast(colour_of(theme, FIGURE_SPINE), paper) >= LEAST_CONTRAST);
        for (int k = 0; k < FIGURE_TYPES; k++) {
            const int type = colour_of(theme, (figure_colour_t)(FIGURE_TYPE + k));
            CHECK(difference(ALL_CONES, type, paper) >= 10);
        }
    }
}

static void test_palettes(void) {
    for (int p = 0; p < FIGURE_PALETTES; p++) {
        for (int k = 1; k < FIGURE_LEVELS; k++) {
            const int before = (int)figure_palette_levels[p][k - 1];
            const int here = (int)figure_palette_levels[p][k];
            CHECK(lightness(here) - lightness(before) > 4);
            CHECK(difference(NO_GREEN_CONES, here, before) > 4);
        }
    }
}

int main(void) {
    test_init();
    test_conversion();
    test_classes();
    test_texts();
    test_palettes();
    return 0;
}
