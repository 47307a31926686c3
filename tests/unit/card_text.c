/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The card of a model in Markdown, from a description and an evaluation that are written here: what
 * is known is a line, what is not known is none or "–". */

#include "test.h"

#include "base/json.h"
#include "base/text.h"
#include "operation/model_facts.h"

static const char BARE[] =
    "{\"card\": null, \"neurons\": {\"smallest_circuit\": 20, \"largest_circuit\": 34.4,"
    " \"distinct\": 360}, \"config\": {\"code\": 4, \"node_code\": 2}, \"parameters\": 3759,"
    " \"provenance\": {\"latigraph_version\": \"0.1.0\", \"kept_step\": 25,"
    " \"split\": {\"training_circuits\": 13}},"
    " \"groups\": [{\"group\": \"worm\", \"circuits\": 13, \"neurons\": 360}]}";

static const char FULL[] =
    "{\"card\": {\"title\": \"The title\", \"description\": \"Many words.\", \"licence\": \"CC0\","
    " \"data\": \"Data words\", \"source\": \"Source words\", \"citation\": \"\","
    " \"split\": \"Split words\", \"limits\": \"Limit words\", \"rebuild\": \"make model\"},"
    " \"node_data\": {\"columns\": [{\"name\": \"type\"}, {}, {\"name\": \"side\"}],"
    " \"position_dimensions\": 3, \"position_unit\": \"um\"},"
    " \"neurons\": {\"smallest_circuit\": 20, \"largest_circuit\": 34, \"distinct\": 360},"
    " \"config\": {\"code\": 4, \"node_code\": 2}, \"parameters\": 3759,"
    " \"provenance\": {\"latigraph_version\": \"0.1.0\", \"kept_step\": 25,"
    " \"split\": {\"training_circuits\": 13}},"
    " \"groups\": [{\"group\": \"left\", \"circuits\": 6, \"neurons\": 130},"
    " {\"group\": \"right\", \"circuits\": 7, \"neurons\": 230}],"
    " \"directions\": [{\"property\": \"density\", \"r2\": 0.876, \"mean\": 0.078445, \"sd\": 0.5},"
    " {\"property\": \"reciprocity\", \"r2\": null, \"mean\": 1, \"sd\": 0.25}]}";

static const char EVALUATION[] =
    "{\"names\": [\"a\", \"b\", \"c\"], \"shared_neurons\": 7, \"bits_total\": 150,"
    " \"auc\": 0.8125, \"bits_code\": 12.34, \"bits_nodes\": 5, \"bits_node_data\": 180,"
    " \"auc_node_data\": 0.75, \"bits_erdos_renyi\": 200, \"curve_budget\": 64,"
    " \"auc_at_budget\": 0.9, \"generated_summary\": {\"discrepancy\": {\"matched\": 0.25,"
    " \"floor\": 0.125}, \"relative_error\": {\"matched\": 0.031}}}";

static JsonNode *parse(const char *text) {
    JsonNode *node = json_from_string(text, NULL);
    REQUIRE(node != NULL);
    return node;
}

/* The card of a description; free with g_free(). */
static char *card_of(const char *description, const char *evaluation, goffset size) {
    char name[] = "worm", *bytes;
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    const latigraph_model_facts_t facts = {
        .name = name, .description = parse(description), .size = size};
    JsonNode *figures = evaluation != NULL ? parse(evaluation) : NULL;
    latigraph_append_card(&text, &facts, figures);
    bytes = g_strdup(latigraph_text(&text));
    latigraph_text_destroy(&text);
    json_node_unref(facts.description);
    if (figures != NULL) {
        json_node_unref(figures);
    }
    return bytes;
}

/* A model of which nothing was said and whose circuits are of one group. */
static void test_bare(void) {
    char *card = card_of(BARE, NULL, 0);
    CHECK(g_str_has_prefix(card, "# worm\n\n| | |\n| --- | --- |\n| fitted on | "
                                 "13 circuits of 20 to 34 neurons; 360 distinct neurons |\n"));
    CHECK_CONTAINS(card, "| code | 4 dimensions, and 2 of each neuron |\n| parameters | 3759 |\n"
                         "| made by | latigraph 0.1.0, state of step 25 kept |\n");
    CHECK(strstr(card, "##") == NULL && strstr(card, "licence") == NULL);
    CHECK(strstr(card, "node data") == NULL && strstr(card, "| file") == NULL);
    g_free(card);
}

static void test_full(void) {
    char *card = card_of(FULL, NULL, 2048);
    CHECK(g_str_has_prefix(card, "# worm\n\nThe title\n\nMany words.\n\n| | |\n| --- | --- |\n"
                                 "| licence | CC0 |\n"));
    CHECK_CONTAINS(card, "| node data | type, ?, side, positions (um) |\n");
    CHECK_CONTAINS(card, "| file | 2 KiB |\n");
    CHECK_CONTAINS(card, "\n## Data\n\nData words\n\n## Source\n\nSource words\n\n## Groups\n\n"
                         "| group | circuits | neurons |\n| --- | --- | --- |\n"
                         "| left | 6 | 130 |\n| right | 7 | 230 |\n\n## Split\n\nSplit words\n");
    CHECK_CONTAINS(card, "| density | 0.88 | 0.0784 | 0.5000 |\n"
                         "| reciprocity | – | 1.0000 | 0.2500 |\n\n## Limits\n\nLimit words\n\n"
                         "## Rebuilding\n\n    make model\n");
    CHECK(strstr(card, "Citation") == NULL && strstr(card, "## Figures") == NULL);
    g_free(card);
}

static void test_evaluation(void) {
    char *card = card_of(FULL, EVALUATION, 2048);
    CHECK_CONTAINS(card, "On 3 test circuits; 7 of their neurons are in training circuits.\n");
    CHECK_CONTAINS(card, "| **model** | 150.0 | -25.0 % | 0.812 |\n| of these: code | 12.3 | | |\n"
                         "| of these: node codes | 5.0 | | |\n"
                         "| node data alone | 180.0 | -10.0 % | 0.750 |\n"
                         "| Erdős–Rényi | 200.0 | | |\n\n"
                         "Edge AUC with 64 bits of codes per circuit: 0.900.\n");
    CHECK(strstr(card, "dyads") == NULL); /* these bits are not known */
    CHECK_CONTAINS(card, "| median relative error of the properties, % | 3.1 | – | – | – |\n");
    CHECK_CONTAINS(card, "| 0.250 | 0.125 | – | – |\n");
    g_free(card);
    card = card_of(FULL, "{\"names\": 5, \"shared_neurons\": 0}", 2048);
    CHECK_CONTAINS(card, "On 0 test circuits; 0 of their neurons");
    CHECK(strstr(card, "Edge AUC") == NULL && strstr(card, "median") == NULL);
    g_free(card);
}

int main(void) {
    test_init();
    test_bare();
    test_full();
    test_evaluation();
    return 0;
}
