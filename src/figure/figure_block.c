/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Memory of the figure of a table. */
#include "figure/figure_table.h"

#include "base/memory.h"

static igraph_error_t init_column(figure_column_t *column) {
    IGRAPH_VECTOR_INIT_FINALLY(&column->value, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&column->low, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&column->high, 0);
    IGRAPH_CHECK(igraph_vector_init(&column->floor, 0));
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

igraph_error_t figure_block_init(figure_block_t *block, igraph_integer_t columns) {
    figure_column_t *column;
    LATIGRAPH_ALLOCATE(column, columns);
    IGRAPH_STRVECTOR_INIT_FINALLY(&block->rows, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&block->titles, 0);
    IGRAPH_CHECK(igraph_matrix_init(&block->cells, 0, 0));
    IGRAPH_FINALLY_CLEAN(3);
    block->column = column;
    for (igraph_integer_t k = 0; k < columns; k++) {
        const igraph_error_t code = init_column(&column[k]);
        if (code != IGRAPH_SUCCESS) {
            figure_block_destroy(block);
            return code;
        }
        block->count++;
    }
    return IGRAPH_SUCCESS;
}

void figure_block_trim(figure_block_t *block, igraph_integer_t count) {
    while (block->count > count) {
        figure_column_t *column = &block->column[--block->count];
        igraph_vector_destroy(&column->value);
        igraph_vector_destroy(&column->low);
        igraph_vector_destroy(&column->high);
        igraph_vector_destroy(&column->floor);
    }
}

void figure_block_destroy(figure_block_t *block) {
    if (block->column == NULL) {
        return;
    }
    figure_block_trim(block, 0);
    g_free(block->column);
    g_free(block->title);
    igraph_matrix_destroy(&block->cells);
    igraph_strvector_destroy(&block->titles);
    igraph_strvector_destroy(&block->rows);
    *block = (figure_block_t){0};
}

void figure_table_destroy(figure_table_t *table) {
    for (igraph_integer_t b = 0; b < table->count; b++) {
        figure_block_destroy(&table->block[b]);
    }
    table->count = 0;
}
