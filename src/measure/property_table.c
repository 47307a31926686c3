/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The table of graph properties: definition, unit, source, use, cost and function of each.
 *
 * The command, the bindings and doc/properties.md quote these texts; a test compares them. A new
 * property is a function in the file of its family and a row here, at the end. */

#include "measure/property.h"

#include <math.h>

#define TRIAD(class, what, matters)                                                                \
    {                                                                                              \
        {.name = "triad-" #class,                                                                  \
         .definition = "Share of all triples of neurons in class " #class ": " what,               \
         .unit = "",                                                                               \
         .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970)",                          \
         .why = matters,                                                                           \
         .cost = "O(n + m √m), all classes at once",                                               \
         .low = 0,                                                                                 \
         .high = 1},                                                                               \
            latigraph_measure_triad_##class                                                        \
    }

/* Rows by which sets of circuits are compared come first and never change, so that results of
 * different versions are comparable. The order of the others can change between versions: find
 * properties by name.
 *
 * Modularity uses a greedy search instead of Leiden's algorithm. It is one of the compared
 * properties, and igraph_community_leiden() draws from the caller's random generator to break ties.
 * n: neurons, m: edges. */
const latigraph_property_t latigraph_property_table[LATIGRAPH_PROPERTIES] = {
    {{.name = "density",
      .definition = "Edges per ordered pair of neurons, m / (n (n - 1)).",
      .unit = "",
      .source = "Wasserman and Faust, Social Network Analysis (1994)",
      .why = "How sparse the wiring is. Almost all other properties depend on it.",
      .cost = "O(1)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_density},
    {{.name = "mean-degree",
      .definition = "Edges per neuron, m / n, which is the mean in-degree and the mean out-degree.",
      .unit = "edges per neuron",
      .source = "Newman, Networks (2010)",
      .why = "How many partners a neuron has: the inputs it can integrate, and the cost of its "
             "wiring.",
      .cost = "O(1)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_mean_degree},
    {{.name = "reciprocity",
      .definition = "Share of edges whose reverse is also an edge.",
      .unit = "",
      .source = "igraph_reciprocity(); Newman, Forrest, Balthrop, Phys. Rev. E 66:035101 (2002)",
      .why = "Mutual pairs form the shortest feedback loops. They are far more common in cortex "
             "than expected by chance.",
      .cost = "O(m log degree)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_reciprocity},
    {{.name = "transitivity",
      .definition = "Share of pairs of neighbours of a neuron that are neighbours of each other, "
                    "ignoring directions and weights. It is three times the number of triangles "
                    "over that of connected triples.",
      .unit = "",
      .source = "igraph_transitivity_undirected(); Newman, SIAM Review 45:167 (2003)",
      .why = "Neurons with a common partner tend to be connected, a sign of cell assemblies.",
      .cost = "O(n + m √m)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_transitivity},
    {{.name = "out-degree-cv",
      .definition = "Coefficient of variation of the out-degrees: standard deviation over mean.",
      .unit = "",
      .source = "Pearson, Phil. Trans. R. Soc. A 187:253 (1896)",
      .why = "Whether a few neurons send to many others: hubs that spread activity.",
      .cost = "O(n)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_out_degree_cv},
    {{.name = "in-degree-cv",
      .definition = "Coefficient of variation of the in-degrees: standard deviation over mean.",
      .unit = "",
      .source = "Pearson, Phil. Trans. R. Soc. A 187:253 (1896)",
      .why =
          "Whether a few neurons receive from many others, which makes their firing rates differ.",
      .cost = "O(n)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_in_degree_cv},
    {{.name = "degree-correlation",
      .definition = "Pearson correlation of in-degree and out-degree over neurons.",
      .unit = "",
      .source = "Newman, Networks (2010)",
      .why = "Whether neurons that receive many edges also send many, which amplifies recurrent "
             "activity.",
      .cost = "O(n)",
      .compared = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_degree_correlation},
    {{.name = "assortativity",
      .definition = "Pearson correlation, over edges, of the sender's out-degree and the "
                    "receiver's in-degree.",
      .unit = "",
      .source = "igraph_assortativity_degree(); Newman, Phys. Rev. E 67:026126 (2003)",
      .why =
          "Whether neurons that send to many target neurons that receive from many, or avoid them.",
      .cost = "O(m)",
      .compared = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity},
    {{.name = "path-length",
      .definition =
          "Mean number of edges on a shortest directed path, over the ordered pairs that have one.",
      .unit = "edges",
      .source = "igraph_path_length_hist(); Watts and Strogatz, Nature 393:440 (1998)",
      .why = "How many synapses a signal crosses between two neurons, which limits its speed.",
      .cost = "O(n (n + m))",
      .compared = 1,
      .low = 1,
      .high = INFINITY},
     latigraph_measure_path_length},
    {{.name = "modularity",
      .definition =
          "Largest modularity found by greedy agglomeration, ignoring directions and weights.",
      .unit = "",
      .source =
          "igraph_community_fastgreedy(); Clauset, Newman, Moore, Phys. Rev. E 70:066111 (2004)",
      .why = "How clearly the circuit divides into communities, candidates for functional modules.",
      .cost = "O(m log² n)",
      .compared = 1,
      .low = -0.5,
      .high = 1},
     latigraph_measure_modularity},
    {{.name = "spectral-radius",
      .definition =
          "Largest absolute eigenvalue of the unweighted adjacency matrix (its Perron root).",
      .unit = "",
      .source = "Power iteration with Collatz-Wielandt bounds; Wielandt, Math. Z. 52:642 (1950)",
      .why = "Gain of recurrent activity: how close linear dynamics on the circuit are to "
             "instability.",
      .cost = "O(m) per iteration of the power method",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_spectral_radius},
    {{.name = "giant-scc",
      .definition = "Share of neurons in the largest strongly connected component.",
      .unit = "",
      .source = "igraph_connected_components(); Tarjan, SIAM J. Comput. 1:146 (1972)",
      .why = "The largest part in which every neuron reaches every other, where recurrent dynamics "
             "can persist.",
      .cost = "O(n + m)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_giant_scc},
    {{.name = "feed-forward",
      .definition = "Share of connected triads that are feed-forward loops (030T: i to j, j to k, "
                    "i to k, no reverse edge).",
      .unit = "",
      .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970); Milo et al., Science 298:824 "
                "(2002)",
      .why = "Feed-forward loops filter brief inputs and order activity in time.",
      .cost = "O(n + m √m)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_feed_forward},
    {{.name = "feed-forward-excess",
      .definition = "Number of feed-forward loops over the number expected if the mutual, one-way "
                    "and empty dyads of the circuit were placed at random.",
      .unit = "",
      .source = "Triad census given the dyads (U|MAN): Holland and Leinhardt, Sociol. Methodol. "
                "7:1 (1976)",
      .why = "Whether feed-forward loops are more common than the dyads explain, that is, a motif.",
      .cost = "O(n + m √m)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_feed_forward_excess},
    {{.name = "cyclic",
      .definition = "Share of connected triads that are three-cycles (030C: i to j, j to k, k to "
                    "i, no reverse edge).",
      .unit = "",
      .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970)",
      .why = "Three-cycles provide recurrence beyond mutual pairs. They are rare in cortex.",
      .cost = "O(n + m √m)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_cyclic},
    {{.name = "edge-length",
      .definition = "Mean straight-line distance between sender and receiver, over edges with both "
                    "positions known.",
      .unit = "unit of the positions",
      .source = "Ercsey-Ravasz et al., Neuron 80:184 (2013)",
      .why = "Wiring costs space and energy, and distance delays signals.",
      .cost = "O(m)",
      .needs_positions = 1,
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_edge_length},
    {{.name = "weight-mean",
      .definition = "Arithmetic mean of the edge weights.",
      .unit = "unit of the weights",
      .source = "Barrat et al., PNAS 101:3747 (2004)",
      .why = "Typical strength of a connection, for example its number of synapses.",
      .cost = "O(m)",
      .needs_weights = 1,
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_weight_mean},
    {{.name = "reciprocity-excess",
      .definition = "Reciprocity beyond that of randomly placed edges, over its largest possible "
                    "value: (reciprocity - density) / (1 - density).",
      .unit = "",
      .source = "Garlaschelli and Loffredo, Phys. Rev. Lett. 93:268701 (2004)",
      .why = "Separates reciprocity that wiring rules create from reciprocity that density alone "
             "explains.",
      .cost = "O(m log degree)",
      .low = -1,
      .high = 1},
     latigraph_measure_reciprocity_excess},
    {{.name = "local-clustering",
      .definition = "Mean, over neurons with at least two partners, of the share of pairs of "
                    "partners that are connected, ignoring directions and weights.",
      .unit = "",
      .source =
          "igraph_transitivity_avglocal_undirected(); Watts and Strogatz, Nature 393:440 (1998)",
      .why = "Clustering around a single neuron. Unlike transitivity, it is not dominated by hubs.",
      .cost = "O(n + m √m)",
      .low = 0,
      .high = 1},
     latigraph_measure_local_clustering},
    {{.name = "assortativity-out-out",
      .definition = "Pearson correlation, over edges, of the sender's out-degree and the "
                    "receiver's out-degree.",
      .unit = "",
      .source = "Foster, Foster, Grassberger, Paczuski, PNAS 107:10815 (2010)",
      .why = "Whether neurons that send to many target each other: chains that spread activity "
             "over the circuit.",
      .cost = "O(m)",
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity_out_out},
    {{.name = "assortativity-in-in",
      .definition = "Pearson correlation, over edges, of the sender's in-degree and the receiver's "
                    "in-degree.",
      .unit = "",
      .source = "Foster, Foster, Grassberger, Paczuski, PNAS 107:10815 (2010)",
      .why = "Whether neurons that receive from many target each other, so that convergence "
             "accumulates.",
      .cost = "O(m)",
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity_in_in},
    {{.name = "assortativity-in-out",
      .definition = "Pearson correlation, over edges, of the sender's in-degree and the receiver's "
                    "out-degree.",
      .unit = "",
      .source = "Foster, Foster, Grassberger, Paczuski, PNAS 107:10815 (2010)",
      .why = "Whether neurons that receive from many target neurons that send to many, so that "
             "integrated signals are distributed widely.",
      .cost = "O(m)",
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity_in_out},
    {{.name = "type-assortativity",
      .definition = "Share of edges within a type of neuron beyond the share expected from the "
                    "types of senders and receivers, over its largest possible value. The types "
                    "are the column called type, or else the first categorical column.",
      .unit = "",
      .source = "Newman, Phys. Rev. E 67:026126 (2003), as igraph_assortativity_nominal() over "
                "neurons of known type",
      .why = "Whether neurons connect to their own type (above 0) or to other types (below 0).",
      .cost = "O(n + m)",
      .needs_types = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_type_assortativity},
    {{.name = "global-efficiency",
      .definition = "Mean over ordered pairs of 1 / distance along directed paths, which is 0 "
                    "without a path.",
      .unit = "",
      .source =
          "igraph_path_length_hist(); Latora and Marchiori, Phys. Rev. Lett. 87:198701 (2001)",
      .why = "How easily neurons reach each other. Unlike path length, it includes pairs without a "
             "path.",
      .cost = "O(n (n + m)), shared with path-length",
      .low = 0,
      .high = 1},
     latigraph_measure_global_efficiency},
    {{.name = "small-worldness",
      .definition =
          "Ratio of transitivity to that of a random graph, divided by the ratio of path length to "
          "that of a random graph, ignoring directions. The random values have closed forms: the "
          "density for transitivity, and distances from the expected sizes of shells.",
      .unit = "",
      .source = "Humphries and Gurney, PLoS ONE 3:e0002051 (2008); shells: Katzav et al., EPL "
                "111:26006 (2015)",
      .why = "Values far above 1 combine local clusters with short paths, an economical layout of "
             "brains.",
      .cost = "O(n (n + m))",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_small_worldness},
    {{.name = "betweenness-centralization",
      .definition = "Sum over neurons of the difference between the largest betweenness and "
                    "theirs, over the same sum in a star.",
      .unit = "",
      .source = "igraph_centralization_betweenness(); Freeman, Soc. Networks 1:215 (1979)",
      .why = "Whether most shortest paths cross a few neurons, whose loss would interrupt them.",
      .cost = "O(n m)",
      .low = 0,
      .high = 1},
     latigraph_measure_betweenness_centralization},
    {{.name = "max-coreness",
      .definition = "Largest k for which some neurons each have k partners among themselves, "
                    "ignoring directions.",
      .unit = "partners",
      .source = "igraph_coreness(); Seidman, Soc. Networks 5:269 (1983)",
      .why = "Depth of the densest core, the part that sustains activity longest.",
      .cost = "O(n + m)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_max_coreness},
    {{.name = "rich-club",
      .definition = "Number of edges among hubs over the number expected from their in- and "
                    "out-degrees. Hubs are neurons whose in-degree plus out-degree is more than "
                    "one standard deviation above the mean.",
      .unit = "",
      .source = "Colizza et al., Nat. Phys. 2:110 (2006), expected edges of Chung and Lu, PNAS "
                "99:15879 (2002)",
      .why = "Hubs that connect to each other form a backbone for integration, as in the worm and "
             "in mammals.",
      .cost = "O(n + m)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_rich_club},
    TRIAD(003, "no edge.",
          "Empty triples, the background for all motifs. Their share falls with density."),
    TRIAD(012, "one one-way edge.",
          "Isolated one-way connections, the most common connected element of a sparse circuit."),
    TRIAD(102, "one mutual pair.", "Isolated mutual pairs: feedback between two neurons only."),
    TRIAD(021D, "one neuron sends to two unconnected neurons.",
          "Divergence: one neuron drives two, whose common input correlates them."),
    TRIAD(021U, "two unconnected neurons send to one.",
          "Convergence: two neurons drive one, which sums or compares them."),
    TRIAD(021C, "a chain i to j to k.", "Relay: activity passes through a middle neuron."),
    TRIAD(111D, "a mutual pair, one of which receives from the third neuron.",
          "Feedback between two neurons with input from outside."),
    TRIAD(111U, "a mutual pair, one of which sends to the third neuron.",
          "Feedback between two neurons with output to the outside."),
    TRIAD(030T, "a feed-forward loop.",
          "A direct and an indirect pathway: filters of duration and order."),
    TRIAD(030C, "a three-cycle.",
          "A loop without mutual pairs: the slowest feedback among three neurons."),
    TRIAD(201, "two mutual pairs.",
          "One neuron with two mutual partners: a small hub of feedback."),
    TRIAD(120D, "a mutual pair, both of which receive from the third neuron.",
          "One neuron drives a mutual pair: common input to a feedback pair."),
    TRIAD(120U, "a mutual pair, both of which send to the third neuron.",
          "A mutual pair drives one neuron: joint output of a feedback pair."),
    TRIAD(120C, "a mutual pair that the third neuron connects by a chain.",
          "A mutual pair within a loop: feedback of two lengths at once."),
    TRIAD(210, "two mutual pairs and a one-way edge.",
          "Almost a complete clique: strong recurrence, far more common in cortex than expected by "
          "chance."),
    TRIAD(300, "three mutual pairs.", "The complete clique of three, the core of a cell assembly."),
    {{.name = "cyclic-ratio",
      .definition = "Three-cycles as a share of three-cycles and feed-forward loops, 030C / (030C "
                    "+ 030T); one quarter for randomly oriented edges.",
      .unit = "",
      .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970)",
      .why = "Whether triangles are loops or ordered: recurrence against hierarchy, independent of "
             "the number of triangles.",
      .cost = "O(n + m √m)",
      .low = 0,
      .high = 1},
     latigraph_measure_cyclic_ratio},
    {{.name = "cycle-participation",
      .definition = "Share of neurons on at least one directed cycle of three edges, whatever "
                    "other edges exist.",
      .unit = "",
      .source = "Fagiolo, Phys. Rev. E 76:026107 (2007)",
      .why = "How many neurons receive their own output after three synapses, that is, how "
             "widespread recurrence is.",
      .cost = "O(Σ in-degree out-degree)",
      .low = 0,
      .high = 1},
     latigraph_measure_cycle_participation},
    {{.name = "simplices-2",
      .definition = "Number of directed simplices of dimension 2 per neuron: ordered triples with "
                    "edges i to j, j to k and i to k, whatever other edges exist.",
      .unit = "per neuron",
      .source = "Reimann et al., Front. Comput. Neurosci. 11:48 (2017)",
      .why =
          "All-to-all feed-forward groups, which respond together. Dimension 1 is the mean degree.",
      .cost = "O(Σ in-degree out-degree)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_simplices_2},
    {{.name = "simplices-3",
      .definition = "Number of directed simplices of dimension 3 per neuron: ordered quadruples in "
                    "which every neuron sends to all later ones, whatever other edges exist.",
      .unit = "per neuron",
      .source = "Reimann et al., Front. Comput. Neurosci. 11:48 (2017)",
      .why = "Larger feed-forward groups, far more common in cortex than in random circuits of the "
             "same density.",
      .cost = "O(simplices of dimension 2 × degree)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_simplices_3},
    {{.name = "spectral-gap",
      .definition = "1 - |second eigenvalue| / |first eigenvalue| of the unweighted adjacency "
                    "matrix, ordered by absolute value; up to 1000 neurons.",
      .unit = "",
      .source = "igraph_lapack_dgeev(); Chung, Spectral Graph Theory (1997)",
      .why = "If it is wide, one activity pattern dominates the recurrent dynamics. If it is "
             "narrow, several compete or oscillate.",
      .cost = "O(s³) for strongly connected components of s neurons, shared with non-normality",
      .low = 0,
      .high = 1},
     latigraph_measure_spectral_gap},
    {{.name = "non-normality",
      .definition = "Henrici's departure from normality over the Frobenius norm, sqrt((m - sum of "
                    "|eigenvalue|²) / m); 1 for a circuit without cycles; up to 1000 neurons.",
      .unit = "",
      .source = "igraph_lapack_dgeev(); Henrici, Numer. Math. 4:24 (1962); Asllani, Lambiotte, "
                "Carletti, Sci. Adv. 4:eaau9403 (2018)",
      .why = "Hidden feed-forward structure, which amplifies transients without instability.",
      .cost = "O(s³) for strongly connected components of s neurons, shared with spectral-gap",
      .low = 0,
      .high = 1},
     latigraph_measure_non_normality},
    {{.name = "effective-rank",
      .definition = "Participation ratio of the squared singular values of the unweighted "
                    "adjacency matrix, (Σ σ²)² / Σ σ⁴.",
      .unit = "dimensions",
      .source = "Gao et al., bioRxiv 214262 (2017); Recanatesi et al., PLoS Comput. Biol. "
                "15:e1006446 (2019)",
      .why = "Number of independent patterns to which the wiring maps inputs, an upper limit to "
             "the dimension of activity.",
      .cost = "O(Σ in-degree²)",
      .low = 1,
      .high = INFINITY},
     latigraph_measure_effective_rank},
    {{.name = "algebraic-connectivity",
      .definition = "Second smallest eigenvalue of the Laplacian, ignoring directions and weights; "
                    "0 if the circuit is disconnected; up to 1000 neurons.",
      .unit = "",
      .source = "igraph_lapack_dsyevr(); Fiedler, Czech. Math. J. 23:298 (1973)",
      .why = "How hard the circuit is to divide in two, and how fast it synchronises.",
      .cost = "O(n³)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_algebraic_connectivity},
    {{.name = "ei-balance",
      .definition = "Edges of excitatory minus edges of inhibitory senders, over their sum. Types "
                    "come from a categorical column whose levels begin with exc or inh, are "
                    "glutamatergic or gabaergic, or are only E and I.",
      .unit = "",
      .source = "Vogels, Rajan, Abbott, Annu. Rev. Neurosci. 28:357 (2005)",
      .why = "A balance of excitation and inhibition prevents recurrent activity from dying out or "
             "growing without limit.",
      .cost = "O(n)",
      .needs_types = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_ei_balance},
    {{.name = "weight-cv",
      .definition = "Coefficient of variation of the edge weights: standard deviation over mean.",
      .unit = "",
      .source = "Barrat et al., PNAS 101:3747 (2004); Song et al., PLoS Biol. 3:e68 (2005)",
      .why = "Whether a few strong connections exist among many weak ones, as in heavy-tailed "
             "distributions.",
      .cost = "O(m)",
      .needs_weights = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_weight_cv},
    {{.name = "directed-clustering",
      .definition = "Mean, over neurons with at least two partners, of the number of directed "
                    "triangles through the neuron over the largest number that its edges allow.",
      .unit = "",
      .source = "Fagiolo, Phys. Rev. E 76:026107 (2007), total clustering",
      .why = "Clustering of directed circuits. A mutual pair closes more triangles than a one-way "
             "edge.",
      .cost = "O(Σ degree²)",
      .low = 0,
      .high = 1},
     latigraph_measure_directed_clustering},
    {{.name = "weighted-directed-clustering",
      .definition = "The directed clustering in which each triangle counts the geometric mean of "
                    "its three weights, each over the largest weight of the circuit.",
      .unit = "",
      .source = "Fagiolo, Phys. Rev. E 76:026107 (2007), as clustering_coef_wd of Rubinov and "
                "Sporns, NeuroImage 52:1059 (2010)",
      .why =
          "Whether strong connections form triangles. One weak edge makes a triangle count little.",
      .cost = "O(Σ degree²)",
      .needs_weights = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_weighted_directed_clustering},
    {{.name = "onnela-clustering",
      .definition =
          "Mean, over neurons with at least two partners, of the sum over pairs of partners of the "
          "geometric mean of the three weights, over the number of pairs. Directions are ignored: "
          "the weight of a pair is the sum of both directions, over the largest such sum.",
      .unit = "",
      .source = "Onnela et al., Phys. Rev. E 71:065103 (2005), as clustering_coef_wu of Rubinov "
                "and Sporns, NeuroImage 52:1059 (2010)",
      .why = "Intensity of the triangles around a neuron, low if one strong connection dwarfs all "
             "others.",
      .cost = "O(Σ degree²)",
      .needs_weights = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_onnela_clustering},
    {{.name = "barrat-clustering",
      .definition =
          "Mean, over neurons with at least two partners, of the share of pairs of partners that "
          "are connected, each pair weighted by the mean of its two weights. Directions are "
          "ignored: the weight of a pair is the sum of both directions.",
      .unit = "",
      .source = "igraph_transitivity_barrat(); Barrat et al., PNAS 101:3747 (2004)",
      .why =
          "Above the local clustering if the strong partners of a neuron are the connected ones.",
      .cost = "O(Σ degree²)",
      .needs_weights = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_barrat_clustering},
    {{.name = "weighted-efficiency",
      .definition =
          "Mean over ordered pairs of 1 / distance along directed paths, which is 0 without a "
          "path. The distance is the sum of 1 / weight over the edges of the shortest path.",
      .unit = "weight",
      .source = "igraph_global_efficiency(); Rubinov and Sporns, NeuroImage 52:1059 (2010)",
      .why = "How easily neurons reach each other over strong connections.",
      .cost = "O(n m log n)",
      .needs_weights = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_weighted_efficiency},
    {{.name = "mean-strength",
      .definition = "Sum of the weights over the number of neurons, which is the mean in-strength "
                    "and the mean out-strength.",
      .unit = "weight per neuron",
      .source = "igraph_strength(); Barrat et al., PNAS 101:3747 (2004)",
      .why = "Total input of a neuron, in synapses if weights count these.",
      .cost = "O(m)",
      .needs_weights = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_mean_strength},
    {{.name = "out-strength-cv",
      .definition = "Coefficient of variation of the out-strengths, the sums of the weights that "
                    "neurons send: standard deviation over mean.",
      .unit = "",
      .source = "Barrat et al., PNAS 101:3747 (2004)",
      .why = "Whether a few neurons drive the circuit, by many partners or by strong connections.",
      .cost = "O(m)",
      .needs_weights = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_out_strength_cv},
    {{.name = "in-strength-cv",
      .definition = "Coefficient of variation of the in-strengths, the sums of the weights that "
                    "neurons receive: standard deviation over mean.",
      .unit = "",
      .source = "Barrat et al., PNAS 101:3747 (2004)",
      .why = "Whether a few neurons receive most of the input. Homeostasis keeps it below the CV "
             "of the in-degrees.",
      .cost = "O(m)",
      .needs_weights = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_in_strength_cv},
    {{.name = "bow-tie-in",
      .definition = "Share of neurons outside of the largest strongly connected component that "
                    "reach it. It needs a cycle.",
      .unit = "",
      .source = "Broder et al., Comput. Networks 33:309 (2000)",
      .why = "The feed-forward entry to the recurrent core, whose share is giant-scc.",
      .cost = "O(n + m)",
      .low = 0,
      .high = 1},
     latigraph_measure_bow_tie_in},
    {{.name = "bow-tie-out",
      .definition = "Share of neurons outside of the largest strongly connected component that it "
                    "reaches. It needs a cycle.",
      .unit = "",
      .source = "Broder et al., Comput. Networks 33:309 (2000)",
      .why = "The feed-forward exit of the recurrent core. With giant-scc and bow-tie-in, the rest "
             "is isolated from the core.",
      .cost = "O(n + m)",
      .low = 0,
      .high = 1},
     latigraph_measure_bow_tie_out},
    {{.name = "laplacian-ratio",
      .definition = "Largest eigenvalue of the Laplacian over the second smallest, ignoring "
                    "directions and weights. It needs a connected circuit of at most 1000 neurons.",
      .unit = "",
      .source = "igraph_lapack_dsyevr(); Barahona, Pecora, Phys. Rev. Lett. 89:054101 (2002)",
      .why = "How hard it is to synchronise equal oscillators on the circuit: the smaller the "
             "ratio, the wider the range of couplings that does it.",
      .cost = "O(n³)",
      .low = 1,
      .high = INFINITY},
     latigraph_measure_laplacian_ratio},
};
