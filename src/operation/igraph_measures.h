/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_IGRAPH_MEASURES_H
#define LATIGRAPH_OPERATION_IGRAPH_MEASURES_H

#include <latigraph/operation.h>

/* Measures of igraph's that the table of properties lacks, as operations "igraph_NAME" that can
 * serve as properties: row(name, what it is, where it is from). A new one is a row here and a
 * function of its name in igraph_measures.c. None draws random numbers. */
/* clang-format off */
#define LATIGRAPH_IGRAPH_MEASURES(row)                                                             \
    row(girth,                                                                                     \
        "Edges of the shortest cycle, directions left aside; not defined without a cycle.",        \
        "igraph_girth(); Itai and Rodeh, SIAM J. Comput. 7:413 (1978). O((n + m)²).")              \
    row(diameter, "Greatest distance from a neuron to one that it reaches, in edges.",             \
        "igraph_diameter(). O(n (n + m)).")                                                        \
    row(eccentricity,                                                                              \
        "Distance to the furthest neuron that is reached, mean over neurons, in edges.",           \
        "igraph_eccentricity(). O(n (n + m)).")                                                    \
    row(path_length_undirected,                                                                    \
        "Mean distance over connected pairs of neurons, directions left aside, in edges.",         \
        "igraph_average_path_length(). O(n (n + m)).")                                             \
    row(reachable_pairs, "Share of ordered pairs of neurons with a directed path.",                \
        "igraph_average_path_length(), unconnected pairs. O(n (n + m)).")                          \
    row(local_efficiency,                                                                          \
        "Mean inverse distance between the neighbours of a neuron when it is cut out, mean over "  \
        "neurons.",                                                                                \
        "igraph_average_local_efficiency(); Latora and Marchiori, Phys. Rev. Lett. 87:198701 "     \
        "(2001); Vragovic, Louis, Diaz-Guilera, Phys. Rev. E 71:036122 (2005). "                   \
        "O((n + m) Σ degree²).")                                                                   \
    row(reciprocity_ratio, "Share of connected pairs of neurons that are mutual.",                 \
        "igraph_reciprocity(), IGRAPH_RECIPROCITY_RATIO. O(m).")                                   \
    row(weak_components, "Number of weakly connected components.",                                 \
        "igraph_connected_components(). O(n + m).")                                                \
    row(strong_components, "Number of strongly connected components.",                             \
        "igraph_connected_components(); Kosaraju's algorithm. O(n + m).")                          \
    row(articulation_points,                                                                       \
        "Number of neurons without which a weakly connected component falls apart.",               \
        "igraph_articulation_points(); Hopcroft and Tarjan, Commun. ACM 16:372 (1973). "           \
        "O(n + m).")                                                                               \
    row(bridges, "Number of edges without which a weakly connected component falls apart.",        \
        "igraph_bridges(). O(n + m).")                                                             \
    row(edge_connectivity,                                                                         \
        "Least number of edges whose loss keeps some neuron from reaching another.",               \
        "igraph_edge_connectivity(); White and Harary, Sociol. Methodol. 31:305 (2001). O(n⁴) at " \
        "most, O(n + m) for circuits that are not strongly connected.")                            \
    row(assortativity_undirected,                                                                  \
        "Correlation of the total degrees at the two ends of an edge, directions left aside.",     \
        "igraph_assortativity_degree(); Newman, Phys. Rev. Lett. 89:208701 (2002). O(n + m).")     \
    row(centralization_out_degree,                                                                 \
        "How far out-degrees gather at one neuron: 0 if all are equal, 1 for a star.",             \
        "igraph_centralization_degree(); Freeman, Soc. Networks 1:215 (1979). O(n + m).")          \
    row(centralization_in_degree,                                                                  \
        "How far in-degrees gather at one neuron: 0 if all are equal, 1 for a star.",              \
        "igraph_centralization_degree(); Freeman, Soc. Networks 1:215 (1979). O(n + m).")          \
    row(max_out_degree, "Greatest out-degree.", "igraph_degree(). O(n).")                          \
    row(max_in_degree, "Greatest in-degree.", "igraph_degree(). O(n).")                            \
    row(max_out_coreness,                                                                          \
        "Greatest k for which some neurons all send to at least k of each other.",                 \
        "igraph_coreness(); Batagelj and Zaversnik, arXiv:cs/0310049 (2003). O(n + m).")           \
    row(max_in_coreness,                                                                           \
        "Greatest k for which some neurons all receive from at least k of each other.",            \
        "igraph_coreness(); Batagelj and Zaversnik, arXiv:cs/0310049 (2003). O(n + m).")           \
    row(betweenness_mean,                                                                          \
        "Shortest directed paths that lead through a neuron, as betweenness counts them, mean "    \
        "over neurons.",                                                                           \
        "igraph_betweenness(); Brandes, J. Math. Sociol. 25:163 (2001). O(n m).")                  \
    row(pagerank_max,                                                                              \
        "Greatest PageRank (damping 0.85): the share of a random walk that gathers at one "        \
        "neuron.",                                                                                 \
        "igraph_pagerank(), PRPACK; Brin and Page, Comput. Netw. 30:107 (1998). O(n + m) a step.") \
    row(clique_number, "Neurons of the largest set with an edge, either way, in every pair.",      \
        "igraph_clique_number(); Östergård, Nord. J. Comput. 8:424 (2001). Exponential at worst.") \
    row(max_trussness,                                                                             \
        "Greatest k for which some edges, directions left aside, each stand in k - 2 triangles "   \
        "of each other.",                                                                          \
        "igraph_trussness(); Cohen, National Security Agency Technical Report (2008). O(m^1.5).")  \
    row(feedback_edges,                                                                            \
        "Share of edges that run against the order of neurons that keeps nearly most of them.",    \
        "igraph_feedback_arc_set(); Eades, Lin, Smyth, Inf. Process. Lett. 47:319 (1993). "        \
        "O(n + m).")                                                                               \
    row(walktrap_modularity,                                                                       \
        "Modularity, directions left aside, of the communities that short random walks stay in.",  \
        "igraph_community_walktrap(), 4 steps; Pons and Latapy, J. Graph Algorithms Appl. 10:191 " \
        "(2006). O(n² log n) as a rule.")                                                          \
    row(shared_targets,                                                                            \
        "Targets that two neurons share over those of either (Jaccard), mean over pairs.",         \
        "igraph_similarity_jaccard(). O(n² degree).")                                              \
    row(shared_inputs,                                                                             \
        "Inputs that two neurons share over those of either (Jaccard), mean over pairs.",          \
        "igraph_similarity_jaccard(). O(n² degree).")                                              \
    row(bifans,                                                                                    \
        "Bi-fans a neuron: two senders and two targets with all four edges, further edges do "     \
        "not matter.",                                                                             \
        "igraph_bibcoupling(); Milo et al., Science 298:824 (2002). O(n degree² + n²).")
/* clang-format on */

#define LATIGRAPH_DECLARE_IGRAPH_MEASURE(name, what, source)                                       \
    extern const latigraph_operation_t latigraph_operation_igraph_##name;
LATIGRAPH_IGRAPH_MEASURES(LATIGRAPH_DECLARE_IGRAPH_MEASURE)
#undef LATIGRAPH_DECLARE_IGRAPH_MEASURE

#endif
