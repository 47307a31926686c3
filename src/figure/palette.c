/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The values of the colours of figures.
 *
 * Themes: light, for pages and slides; dark, for dark slides and dark pages; print, which has
 * black, white and greys alone, so that it stays the same on any printer. Colours of neuron types
 * are those of the report (src/report/page.css), after Okabe and Ito (2008).
 *
 * Palettes rise evenly in lightness, so that they survive grey print and colour blindness. Sources:
 * viridis and magma, van der Walt and Smith (matplotlib 2.0, CC0); cividis, Nunez, Anderton and
 * Renslow, PLoS ONE 13:e0199239, 2018.
 */
#include "figure/palette.h"

const guint32 figure_theme_colours[FIGURE_THEMES][FIGURE_COLOURS] = {
    [FIGURE_LIGHT] = {0xffffff, 0x1f2933, 0x52606d, 0x7b8794, 0xb8c2cc, 0x1f5a8c, 0xe07b28,
                      0x35a06b, 0x9a6bb5, 0x1f5a8c, 0xe07b28, 0x0072b2, 0xd55e00, 0x009e73,
                      0xcc79a7, 0xe69f00, 0x56b4e9, 0x6b5b00, 0x4d2c8a},
    [FIGURE_DARK] = {0x12171d, 0xe8ecf1, 0xaab6c2, 0x8391a0, 0x4a5866, 0xa6d6ff, 0xe07b28, 0x2fc79a,
                     0xc39ae3, 0xa6d6ff, 0xe07b28, 0x4a9fe0, 0xf0803c, 0x2fc79a, 0xe39ac3, 0xf2b33d,
                     0x8fd3ff, 0xc9b84a, 0xa58be8},
    [FIGURE_PRINT] = {0xffffff, 0x000000, 0x333333, 0x8c8c8c, 0xc4c4c4, 0x2b2b2b, 0x8a8a8a,
                      0x5c5c5c, 0xaaaaaa, 0x9c9c9c, 0x000000, 0x000000, 0x7a7a7a, 0xb4b4b4,
                      0x3c3c3c, 0x969696, 0xd0d0d0, 0x5a5a5a, 0xd8d8d8}};

const guint32 figure_palette_levels[FIGURE_PALETTES][FIGURE_LEVELS] = {
    [FIGURE_VIRIDIS] = {0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779,
                        0x6dcd59, 0xb4de2c, 0xfde725},
    [FIGURE_CIVIDIS] = {0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173, 0x8a8779, 0xa69d75,
                        0xc4b56c, 0xe4cf5b, 0xffea46},
    [FIGURE_MAGMA] = {0x000004, 0x180f3e, 0x451077, 0x721f81, 0x9f2f7f, 0xcd4071, 0xf1605d,
                      0xfd9567, 0xfec98d, 0xfcfdbf},
    [FIGURE_GREYS] = {0x000000, 0x1c1c1c, 0x383838, 0x555555, 0x717171, 0x8d8d8d, 0xaaaaaa,
                      0xc6c6c6, 0xe2e2e2, 0xffffff}};

const double figure_theme_cut[FIGURE_THEMES][2] = {
    [FIGURE_LIGHT] = {0, 0}, [FIGURE_DARK] = {0.22, 0}, [FIGURE_PRINT] = {0, 0.12}};
