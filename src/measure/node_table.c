/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The table of node properties: definition, unit, source, cost and function of each.
 *
 * The command, the bindings and doc/node-properties.md quote these texts; a test compares them. A
 * new property is a function in the file of its family and a row here, at the end.
 *
 * n: neurons, m: edges. */

#include "measure/node_property.h"

#define BIN(number, which)                                                                         \
    {                                                                                              \
        {.name = "degree-bin-" #number,                                                            \
         .definition = "Number of edges of the neuron, in either direction, whose length is in "   \
                       "the " which " of four bins. Their bounds are the option distances, or "    \
                       "the quartiles of the lengths of all edges.",                               \
         .unit = "edges",                                                                          \
         .source = "Ercsey-Ravasz et al., Neuron 80:184 (2013), for counts over distance",         \
         .cost = "O(n + m log m)",                                                                 \
         .needs_positions = 1},                                                                    \
            latigraph_node_degree_bin_##number                                                     \
    }

const latigraph_node_property_t latigraph_node_table[LATIGRAPH_NODE_PROPERTIES] = {
    {{.name = "in-degree",
      .definition = "Number of neurons that send to the neuron.",
      .unit = "edges",
      .source = "Wasserman and Faust, Social Network Analysis (1994)",
      .cost = "O(n)"},
     latigraph_node_in_degree},
    {{.name = "out-degree",
      .definition = "Number of neurons that the neuron sends to.",
      .unit = "edges",
      .source = "Wasserman and Faust, Social Network Analysis (1994)",
      .cost = "O(n)"},
     latigraph_node_out_degree},
    {{.name = "mutual-degree",
      .definition = "Number of neurons that the neuron both sends to and receives from.",
      .unit = "neurons",
      .source = "Wasserman and Faust, Social Network Analysis (1994)",
      .cost = "O(m log degree)"},
     latigraph_node_mutual_degree},
    {{.name = "in-strength",
      .definition = "Sum of the weights of the edges that the neuron receives.",
      .unit = "weight",
      .source = "igraph_strength(); Barrat et al., PNAS 101:3747 (2004)",
      .cost = "O(n + m)",
      .needs_weights = 1},
     latigraph_node_in_strength},
    {{.name = "out-strength",
      .definition = "Sum of the weights of the edges that the neuron sends.",
      .unit = "weight",
      .source = "igraph_strength(); Barrat et al., PNAS 101:3747 (2004)",
      .cost = "O(n + m)",
      .needs_weights = 1},
     latigraph_node_out_strength},
    {{.name = "three-cycles",
      .definition = "Number of directed cycles of three edges through the neuron, the diagonal of "
                    "the third power of the adjacency matrix.",
      .unit = "cycles",
      .source = "Fagiolo, Phys. Rev. E 76:026107 (2007)",
      .cost = "O(Σ degree²)"},
     latigraph_node_three_cycles},
    {{.name = "feed-forward-source",
      .definition =
          "Number of pairs of neurons j and k with edges from the neuron to both and from "
          "j to k. Further edges among the three do not matter.",
      .unit = "triangles",
      .source = "Milo et al., Science 298:824 (2002)",
      .cost = "O(Σ degree²)"},
     latigraph_node_feed_forward_source},
    {{.name = "feed-forward-middle",
      .definition = "Number of feed-forward triangles, as in feed-forward-source, in which the "
                    "neuron receives from the source and sends to the sink.",
      .unit = "triangles",
      .source = "Milo et al., Science 298:824 (2002)",
      .cost = "O(Σ degree²)"},
     latigraph_node_feed_forward_middle},
    {{.name = "feed-forward-sink",
      .definition = "Number of feed-forward triangles, as in feed-forward-source, in which the "
                    "neuron receives from both other neurons.",
      .unit = "triangles",
      .source = "Milo et al., Science 298:824 (2002)",
      .cost = "O(Σ degree²)"},
     latigraph_node_feed_forward_sink},
    {{.name = "triangles",
      .definition =
          "Number of pairs of neighbours of the neuron that are neighbours of each other, "
          "ignoring directions and weights.",
      .unit = "triangles",
      .source = "igraph_count_adjacent_triangles()",
      .cost = "O(n + m √m)"},
     latigraph_node_triangles},
    {{.name = "clustering",
      .definition = "Share of pairs of neighbours of the neuron that are neighbours of each other, "
                    "ignoring directions and weights. It needs two neighbours.",
      .unit = "",
      .source = "igraph_transitivity_local_undirected(); Watts and Strogatz, Nature 393:440 (1998)",
      .cost = "O(n + m √m)"},
     latigraph_node_clustering},
    {{.name = "weighted-clustering",
      .definition = "Barrat's clustering coefficient: the share of neighbouring pairs among the "
                    "pairs of neighbours, by the weights of the edges to them. Weights of both "
                    "directions are added. It needs two neighbours.",
      .unit = "",
      .source = "igraph_transitivity_barrat(); Barrat et al., PNAS 101:3747 (2004)",
      .cost = "O(Σ degree²)",
      .needs_weights = 1},
     latigraph_node_weighted_clustering},
    {{.name = "betweenness",
      .definition =
          "Number of shortest directed paths between other neurons that lead through the "
          "neuron. Where a pair has several shortest paths, each counts as a part of one.",
      .unit = "paths",
      .source = "igraph_betweenness(); Freeman, Soc. Networks 1:215 (1978)",
      .cost = "O(n m)"},
     latigraph_node_betweenness},
    {{.name = "closeness-out",
      .definition =
          "Inverse of the mean distance, in edges, to the neurons that the neuron reaches. "
          "It needs one such neuron.",
      .unit = "per edge",
      .source = "igraph_closeness(); Freeman, Soc. Networks 1:215 (1978)",
      .cost = "O(n m)"},
     latigraph_node_closeness_out},
    {{.name = "closeness-in",
      .definition =
          "Inverse of the mean distance, in edges, from the neurons that reach the neuron. "
          "It needs one such neuron.",
      .unit = "per edge",
      .source = "igraph_closeness(); Freeman, Soc. Networks 1:215 (1978)",
      .cost = "O(n m)"},
     latigraph_node_closeness_in},
    {{.name = "pagerank",
      .definition =
          "Share of the time that a random walk along the edges spends at the neuron. A "
          "step is a jump to any neuron with probability 0.15, and where no edge leads on.",
      .unit = "",
      .source = "igraph_pagerank(); Brin and Page, Comput. Networks 30:107 (1998)",
      .cost = "O(n + m) per iteration"},
     latigraph_node_pagerank},
    {{.name = "coreness",
      .definition = "Greatest k for which the neuron belongs to a set whose members each have at "
                    "least k neighbours in it, ignoring directions. The k-shell of the neuron.",
      .unit = "neighbours",
      .source = "igraph_coreness(); Seidman, Soc. Networks 5:269 (1983)",
      .cost = "O(n + m)"},
     latigraph_node_coreness},
    BIN(1, "first (shortest)"),
    BIN(2, "second"),
    BIN(3, "third"),
    BIN(4, "last (longest)"),
};
