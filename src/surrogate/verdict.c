/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Which rung of a ladder explains a property.
 *
 * A rung explains a property if the circuit is no surprise there, nor at any rung that keeps all of
 * it and more. Rungs need not be in a line: "degrees,types=neuron" and "degrees,types,distance"
 * both keep more than "degrees,types", and neither keeps the other. A surprise at the second says
 * nothing against the first, because its surrogates leave free what the first one keeps.
 *
 * Rungs with names of their own, such as circuits of a model, keep nothing that is known here. They
 * are taken as a ladder of their own, each above the one before, and are asked last.
 */
#include "surrogate/surrogates.h"

#include "base/text.h"

#include <math.h>

/* Share above which a property is called nearly explained. */
static const double nearly = 0.9;

igraph_bool_t latigraph_ladder_is_outside(const latigraph_ladder_t *ladder,
                                          igraph_integer_t property, igraph_integer_t rung) {
    const double least = 2 / (1 + MATRIX(ladder->defined, property, rung));
    return MATRIX(ladder->p, property, rung) <= least * (1 + 1e-9);
}

/* Reads what a rung keeps. Returns false if it has a name of its own. */
static igraph_bool_t read_rung(const latigraph_ladder_t *ladder, igraph_integer_t rung,
                               latigraph_constraints_t *keep) {
    char word[LATIGRAPH_KEPT_WORD];
    return latigraph_constraints_read(keep, igraph_strvector_get(&ladder->rungs, rung), word) ==
           NULL;
}

/* Returns whether a rung keeps all that another one keeps. */
static igraph_bool_t includes(const latigraph_ladder_t *ladder, igraph_integer_t more,
                              igraph_integer_t less) {
    latigraph_constraints_t all, some;
    const igraph_bool_t known[2] = {read_rung(ladder, more, &all), read_rung(ladder, less, &some)};
    if (!known[0] || !known[1]) {
        return known[0] == known[1] && more >= less;
    }
    return all.degrees >= some.degrees && all.reciprocity >= some.reciprocity &&
           all.types >= some.types && all.distance >= some.distance &&
           all.triangles >= some.triangles && (some.tilt & ~all.tilt) == 0;
}

/* Returns whether a rung says something about a property. If its surrogates all equal the circuit,
 * it does not. */
static igraph_bool_t says_something(const latigraph_ladder_t *ladder, igraph_integer_t property,
                                    igraph_integer_t rung) {
    return !isnan(MATRIX(ladder->q, property, rung)) && !VECTOR(ladder->frozen)[rung];
}

/* Returns whether the circuit is a surprise at a rung. Few surrogates cannot give a small q, so
 * that a circuit outside all of them is no evidence for the rung either. */
static igraph_bool_t surprises(const latigraph_ladder_t *ladder, igraph_integer_t property,
                               igraph_integer_t rung, igraph_real_t rate) {
    return says_something(ladder, property, rung) &&
           (MATRIX(ladder->q, property, rung) <= rate ||
            latigraph_ladder_is_outside(ladder, property, rung));
}

static igraph_bool_t explains(const latigraph_ladder_t *ladder, igraph_integer_t property,
                              igraph_integer_t rung, igraph_real_t rate) {
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&ladder->rungs); r++) {
        if (surprises(ladder, property, r, rate) && includes(ladder, r, rung)) {
            return false;
        }
    }
    return says_something(ladder, property, rung);
}

/* Returns the first rung that explains a property, or −1. */
static igraph_integer_t find_rung(const latigraph_ladder_t *ladder, igraph_integer_t property,
                                  igraph_real_t rate) {
    latigraph_constraints_t keep;
    for (int named = 0; named < 2; named++) {
        for (igraph_integer_t r = 0; r < igraph_strvector_size(&ladder->rungs); r++) {
            if (read_rung(ladder, r, &keep) == (named == 0) &&
                explains(ladder, property, r, rate)) {
                return r;
            }
        }
    }
    return -1;
}

/* The last rung of those that keep known quantities and are a surprise. If that is the first rung
 * of all, the last one of any kind says how much of the way from there it goes. */
igraph_integer_t latigraph_ladder_last(const latigraph_ladder_t *ladder, igraph_integer_t property,
                                       igraph_real_t rate) {
    igraph_integer_t last = -1, last_known = -1;
    latigraph_constraints_t keep;
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&ladder->rungs); r++) {
        if (surprises(ladder, property, r, rate)) {
            last = r;
            last_known = read_rung(ladder, r, &keep) ? r : last_known;
        }
    }
    return last_known > 0 ? last_known : last;
}

static void describe(const latigraph_ladder_t *ladder, igraph_integer_t property,
                     igraph_integer_t rung, igraph_real_t rate, latigraph_text_t *text) {
    const igraph_integer_t last = latigraph_ladder_last(ladder, property, rate);
    if (isnan(VECTOR(ladder->observed)[property])) {
        latigraph_text_append(text, "not defined for the circuit");
    } else if (rung >= 0) {
        latigraph_text_print(text, "explained by %s", igraph_strvector_get(&ladder->rungs, rung));
    } else if (last < 0) {
        latigraph_text_append(text, "unknown");
    } else {
        const double explained = MATRIX(ladder->explained, property, last);
        const double z = MATRIX(ladder->z, property, last);
        latigraph_text_append(text, explained > nearly ? "nearly explained" : "not explained");
        /* A rung that is farther off than the first one explains nothing. */
        if (explained >= 0 && last > 0) {
            latigraph_text_print(text, ": %.0f %% by %s", 100 * explained,
                                 igraph_strvector_get(&ladder->rungs, last));
        }
        if (!isnan(z)) {
            latigraph_text_print(text, ", %+.1f SD left", z);
        }
        if (MATRIX(ladder->q, property, last) > rate &&
            MATRIX(ladder->defined, property, last) > 1) {
            latigraph_text_print(text, " (outside all %.0f surrogates, too few for a p-value)",
                                 MATRIX(ladder->defined, property, last));
        } else if (MATRIX(ladder->q, property, last) > rate) {
            latigraph_text_append(text, " (one surrogate is too few for a p-value)");
        }
    }
    const igraph_integer_t judged = rung >= 0 ? rung : last;
    if (judged >= 0 && !VECTOR(ladder->has_mixed)[judged]) {
        latigraph_text_append(text, " (the chain has not mixed)");
    }
}

/**
 * \function latigraph_ladder_judge
 * \brief Says for each property which rung explains it.
 *
 * A rung explains a property if the circuit's value is not surprising at the given false discovery
 * rate, neither there nor at any rung that keeps all of it and more. Rungs whose names are not read
 * by \ref latigraph_constraints_parse() are a ladder of their own, which is asked last. Rungs whose
 * surrogates all equal the circuit are left out.
 *
 * \param ladder The ladder with its rungs; explains and verdicts are replaced.
 * \param rate False discovery rate, such as 0.05.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(properties · rungs²).
 *
 * Example: see \ref latigraph_ladder_add().
 */
igraph_error_t latigraph_ladder_judge(latigraph_ladder_t *ladder, igraph_real_t rate) {
    igraph_strvector_clear(&ladder->verdicts);
    igraph_vector_int_clear(&ladder->explains);
    for (igraph_integer_t i = 0; i < igraph_vector_size(&ladder->observed); i++) {
        const igraph_integer_t rung = find_rung(ladder, i, rate);
        latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
        IGRAPH_FINALLY(latigraph_text_destroy, &text);
        describe(ladder, i, rung, rate, &text);
        IGRAPH_CHECK(latigraph_text_check(&text));
        IGRAPH_CHECK(igraph_strvector_push_back(&ladder->verdicts, latigraph_text(&text)));
        IGRAPH_CHECK(igraph_vector_int_push_back(&ladder->explains, rung));
        latigraph_text_destroy(&text);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}
