/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "measure/property.h"

#include <math.h>

#define TRIAD(class, what, matters)                                                                \
    {                                                                                              \
        {.name = "triad-" #class,                                                                  \
         .definition = "Share of all triples of neurons that are of class " #class ": " what,      \
         .unit = "",                                                                               \
         .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970); counted as in Batagelj "  \
                   "and Mrvar, Soc. Networks 23:237 (2001)",                                       \
         .why = matters,                                                                           \
         .cost = "O(n + Σ degree²), all classes at once",                                          \
         .low = 0,                                                                                 \
         .high = 1},                                                                               \
            latigraph_measure_triad_##class                                                        \
    }

/* A new property is a function of its family's file and a row here, at the end: those by which sets
 * of circuits are compared stand first and stay as they are, so that figures of different versions
 * can be compared. The order of the others is part of the interface only within one version: find
 * properties by name.
 *
 * Modularity stays that of a greedy search rather than of Leiden's, since it is one of those
 * compared, and since igraph_community_leiden() draws from the caller's generator and breaks ties
 * by it. n: neurons, m: edges. */
const latigraph_property_t latigraph_property_table[LATIGRAPH_PROPERTIES] = {
    {{.name = "density",
      .definition = "Edges per ordered pair of neurons, m / (n (n - 1)).",
      .unit = "",
      .source = "Wasserman and Faust, Social Network Analysis (1994)",
      .why = "How sparse the wiring is: the scale that nearly every other figure has to be judged "
             "against.",
      .cost = "O(1)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_density},
    {{.name = "mean-degree",
      .definition = "Edges per neuron, m / n: the mean in-degree and the mean out-degree.",
      .unit = "edges per neuron",
      .source = "Newman, Networks (2010)",
      .why = "How many partners a neuron has: what one neuron can integrate, and what it costs to "
             "build.",
      .cost = "O(1)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_mean_degree},
    {{.name = "reciprocity",
      .definition = "Share of edges whose reverse is an edge too.",
      .unit = "",
      .source = "igraph_reciprocity(); Newman, Forrest, Balthrop, Phys. Rev. E 66:035101 (2002)",
      .why = "Mutual pairs are far commoner in cortex than chance and close the shortest feedback "
             "loops.",
      .cost = "O(m log degree)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_reciprocity},
    {{.name = "transitivity",
      .definition =
          "Share of pairs of neighbours of a neuron that are neighbours themselves, directions and "
          "weights left aside: three times the triangles over the connected triples.",
      .unit = "",
      .source = "igraph_transitivity_undirected(); Newman, SIAM Review 45:167 (2003)",
      .why = "Neurons with a common partner tend to be connected: the mark of clustered cell "
             "assemblies.",
      .cost = "O(Σ degree²)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_transitivity},
    {{.name = "out-degree-cv",
      .definition =
          "Coefficient of variation of the out-degrees: their standard deviation over their mean.",
      .unit = "",
      .source = "Pearson, Phil. Trans. R. Soc. A 187:253 (1896)",
      .why = "Whether a few neurons broadcast to many: hubs that spread activity.",
      .cost = "O(n)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_out_degree_cv},
    {{.name = "in-degree-cv",
      .definition =
          "Coefficient of variation of the in-degrees: their standard deviation over their mean.",
      .unit = "",
      .source = "Pearson, Phil. Trans. R. Soc. A 187:253 (1896)",
      .why = "Whether a few neurons gather from many: differences in drive, and so in firing rate.",
      .cost = "O(n)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_in_degree_cv},
    {{.name = "degree-correlation",
      .definition = "Pearson correlation of in-degree and out-degree over neurons.",
      .unit = "",
      .source = "Newman, Networks (2010)",
      .why = "Whether neurons that receive much also send much, which amplifies activity in "
             "recurrent circuits.",
      .cost = "O(n)",
      .compared = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_degree_correlation},
    {{.name = "assortativity",
      .definition =
          "Pearson correlation over edges of the sender's out-degree and the receiver's in-degree.",
      .unit = "",
      .source = "igraph_assortativity_degree(); Newman, Phys. Rev. E 67:026126 (2003)",
      .why = "Whether broadcasters feed gatherers or shun them, which sets how signals funnel.",
      .cost = "O(m)",
      .compared = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity},
    {{.name = "path-length",
      .definition =
          "Mean number of edges of a shortest directed path, over ordered pairs that have one.",
      .unit = "edges",
      .source = "igraph_path_length_hist(); Watts and Strogatz, Nature 393:440 (1998)",
      .why = "How many synapses a signal needs from one neuron to another: a bound on speed.",
      .cost = "O(n (n + m))",
      .compared = 1,
      .low = 1,
      .high = INFINITY},
     latigraph_measure_path_length},
    {{.name = "modularity",
      .definition =
          "Greatest modularity met by greedy agglomeration, directions and weights left aside.",
      .unit = "",
      .source =
          "igraph_community_fastgreedy(); Clauset, Newman, Moore, Phys. Rev. E 70:066111 (2004)",
      .why = "How far the circuit falls into communities, candidates for functional modules.",
      .cost = "O(m log² n)",
      .compared = 1,
      .low = -0.5,
      .high = 1},
     latigraph_measure_modularity},
    {{.name = "spectral-radius",
      .definition = "Largest absolute value of the eigenvalues of the unweighted adjacency matrix "
                    "(its Perron root).",
      .unit = "",
      .source = "Power iteration with Collatz-Wielandt bounds; Wielandt, Math. Z. 52:642 (1950)",
      .why = "Gain of recurrent activity: how near linear dynamics on the circuit stand to "
             "instability.",
      .cost = "O(m) a sweep of the power iteration",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_spectral_radius},
    {{.name = "giant-scc",
      .definition = "Share of neurons in the largest strongly connected component.",
      .unit = "",
      .source = "igraph_connected_components(); Tarjan, SIAM J. Comput. 1:146 (1972)",
      .why = "The part of the circuit in which every neuron can reach and be reached: where "
             "recurrent dynamics live.",
      .cost = "O(n + m)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_giant_scc},
    {{.name = "feed-forward",
      .definition = "Share of connected triads that are feed-forward loops (030T: i to j, j to k, "
                    "i to k, no edge back).",
      .unit = "",
      .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970); Milo et al., Science 298:824 "
                "(2002); counted as in Batagelj and Mrvar, Soc. Networks 23:237 (2001)",
      .why = "Feed-forward loops filter brief inputs and order activity in time.",
      .cost = "O(Σ degree²)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_feed_forward},
    {{.name = "feed-forward-excess",
      .definition = "Feed-forward loops over the number expected when the mutual, one-way and "
                    "empty dyads of the circuit are dealt out at random.",
      .unit = "",
      .source = "Triad census given the dyads (U|MAN): Holland and Leinhardt, Sociol. Methodol. "
                "7:1 (1976)",
      .why = "Whether feed-forward loops are commoner than the pairs alone explain: a motif.",
      .cost = "O(Σ degree²)",
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_feed_forward_excess},
    {{.name = "cyclic",
      .definition = "Share of connected triads that are three-cycles (030C: i to j, j to k, k to "
                    "i, no edge back).",
      .unit = "",
      .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970); counted as in Batagelj and "
                "Mrvar, Soc. Networks 23:237 (2001)",
      .why = "Three-cycles carry recurrence that pairs do not; cortex has few of them.",
      .cost = "O(Σ degree²)",
      .compared = 1,
      .low = 0,
      .high = 1},
     latigraph_measure_cyclic},
    {{.name = "edge-length",
      .definition = "Mean straight distance between sender and receiver, over edges with both "
                    "positions known.",
      .unit = "unit of the positions",
      .source = "Ercsey-Ravasz et al., Neuron 80:184 (2013)",
      .why = "Wiring is costly in space and energy, and distance delays signals.",
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
      .why = "The typical strength, or number of synapses, of a connection.",
      .cost = "O(m)",
      .needs_weights = 1,
      .compared = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_weight_mean},
    {{.name = "reciprocity-excess",
      .definition = "Reciprocity above that of edges dealt at random over ordered pairs, as a "
                    "share of what is left above it: (reciprocity - density) / (1 - density).",
      .unit = "",
      .source = "Garlaschelli and Loffredo, Phys. Rev. Lett. 93:268701 (2004)",
      .why = "Tells apart mutual pairs that wiring rules make from those that density alone would "
             "give.",
      .cost = "O(m log degree)",
      .low = -1,
      .high = 1},
     latigraph_measure_reciprocity_excess},
    {{.name = "local-clustering",
      .definition = "Mean over neurons with two partners or more of the share of pairs of its "
                    "partners that are joined, directions and weights left aside.",
      .unit = "",
      .source =
          "igraph_transitivity_avglocal_undirected(); Watts and Strogatz, Nature 393:440 (1998)",
      .why = "The neighbourhood as a single neuron sees it; unlike transitivity not ruled by hubs.",
      .cost = "O(Σ degree²)",
      .low = 0,
      .high = 1},
     latigraph_measure_local_clustering},
    {{.name = "assortativity-out-out",
      .definition = "Pearson correlation over edges of the sender's out-degree and the receiver's "
                    "out-degree.",
      .unit = "",
      .source = "Foster, Foster, Grassberger, Paczuski, PNAS 107:10815 (2010)",
      .why =
          "Whether broadcasters feed broadcasters: chains that spread activity over the circuit.",
      .cost = "O(m)",
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity_out_out},
    {{.name = "assortativity-in-in",
      .definition =
          "Pearson correlation over edges of the sender's in-degree and the receiver's in-degree.",
      .unit = "",
      .source = "Foster, Foster, Grassberger, Paczuski, PNAS 107:10815 (2010)",
      .why = "Whether gatherers feed gatherers: convergence upon convergence.",
      .cost = "O(m)",
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity_in_in},
    {{.name = "assortativity-in-out",
      .definition =
          "Pearson correlation over edges of the sender's in-degree and the receiver's out-degree.",
      .unit = "",
      .source = "Foster, Foster, Grassberger, Paczuski, PNAS 107:10815 (2010)",
      .why = "Whether gatherers feed broadcasters: what has been integrated is passed on widely.",
      .cost = "O(m)",
      .low = -1,
      .high = 1},
     latigraph_measure_assortativity_in_out},
    {{.name = "type-assortativity",
      .definition = "Edges within a type of neuron above those expected of the types of senders "
                    "and receivers, as a share of the most possible; the types are the column "
                    "called type, else the first categorical one.",
      .unit = "",
      .source = "Newman, Phys. Rev. E 67:026126 (2003), as igraph_assortativity_nominal() over "
                "neurons of known type",
      .why = "Whether neurons of a kind wire with their kind or, below 0, with the others.",
      .cost = "O(n + m)",
      .needs_types = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_type_assortativity},
    {{.name = "global-efficiency",
      .definition =
          "Mean over ordered pairs of 1 / distance along directed paths, 0 where there is no path.",
      .unit = "",
      .source =
          "igraph_path_length_hist(); Latora and Marchiori, Phys. Rev. Lett. 87:198701 (2001)",
      .why = "How easily all neurons reach each other; unlike path length it counts pairs without "
             "a path.",
      .cost = "O(n (n + m)), shared with path-length",
      .low = 0,
      .high = 1},
     latigraph_measure_global_efficiency},
    {{.name = "small-worldness",
      .definition = "Transitivity over that of a random graph, divided by path length over that of "
                    "a random graph, directions left aside. The null is in closed form: "
                    "transitivity equal to the density, distances by the expected sizes of shells.",
      .unit = "",
      .source = "Humphries and Gurney, PLoS ONE 3:e0002051 (2008); shells: Katzav et al., EPL "
                "111:26006 (2015)",
      .why =
          "Much above 1: local clusters and yet short paths, an economical compromise for brains.",
      .cost = "O(n (n + m))",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_small_worldness},
    {{.name = "betweenness-centralization",
      .definition = "Differences between the greatest betweenness and that of each neuron, summed, "
                    "over the sum in a star.",
      .unit = "",
      .source = "igraph_centralization_betweenness(); Freeman, Soc. Networks 1:215 (1979)",
      .why = "Whether most shortest paths run through a few neurons, whose loss would cut the "
             "traffic.",
      .cost = "O(n m)",
      .low = 0,
      .high = 1},
     latigraph_measure_betweenness_centralization},
    {{.name = "max-coreness",
      .definition = "Largest k for which some neurons each have k partners among themselves, "
                    "directions left aside.",
      .unit = "partners",
      .source = "igraph_coreness(); Seidman, Soc. Networks 5:269 (1983)",
      .why = "Depth of the densest core, the part that sustains activity the longest.",
      .cost = "O(n + m)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_max_coreness},
    {{.name = "rich-club",
      .definition =
          "Edges among hubs over those expected of their in- and out-degrees; hubs are neurons "
          "whose in-degree plus out-degree is more than one standard deviation above the mean.",
      .unit = "",
      .source = "Colizza et al., Nat. Phys. 2:110 (2006), expected edges of Chung and Lu, PNAS "
                "99:15879 (2002)",
      .why = "Hubs that wire with each other form a backbone for integration, as in the worm and "
             "in mammals.",
      .cost = "O(n + m)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_rich_club},
    TRIAD(003, "no edge.", "The empty ground that motifs stand out from; falls with density."),
    TRIAD(012, "one one-way edge.",
          "Isolated one-way contacts: what a sparse circuit is mostly made of."),
    TRIAD(102, "one mutual pair.",
          "Mutual pairs away from others: feedback between two neurons alone."),
    TRIAD(021D, "one neuron sends to two that are not joined.",
          "Divergence: one neuron drives two, which share its input and so correlate."),
    TRIAD(021U, "two neurons that are not joined send to one.",
          "Convergence: two neurons drive one, which sums or compares them."),
    TRIAD(021C, "a chain i to j to k.", "Relay: activity handed on through a middle neuron."),
    TRIAD(111D, "a mutual pair, one of which receives from the third neuron.",
          "Feedback between two neurons, with input from outside."),
    TRIAD(111U, "a mutual pair, one of which sends to the third neuron.",
          "Feedback between two neurons, with output to outside."),
    TRIAD(030T, "a feed-forward loop.",
          "Transfer by a direct and an indirect way: filters of time and order."),
    TRIAD(030C, "a three-cycle.", "A loop without any mutual pair: the slowest feedback of three."),
    TRIAD(201, "two mutual pairs.",
          "A neuron in mutual contact with two others: a small hub of feedback."),
    TRIAD(120D, "a mutual pair that receives from the third neuron.",
          "One neuron drives a mutual pair: common input to a feedback pair."),
    TRIAD(120U, "a mutual pair that sends to the third neuron.",
          "A mutual pair drives one neuron: a feedback pair read out together."),
    TRIAD(120C, "a mutual pair between which the third neuron stands in a chain.",
          "A mutual pair within a loop: feedback of two lengths at once."),
    TRIAD(210, "two mutual pairs and a one-way edge.",
          "Nearly a full clique: strong recurrence, far commoner in cortex than chance."),
    TRIAD(300, "three mutual pairs.", "The full clique of three: the kernel of a cell assembly."),
    {{.name = "cyclic-ratio",
      .definition = "Three-cycles over three-cycles and feed-forward loops together, 030C / (030C "
                    "+ 030T); a quarter for edges turned at random.",
      .unit = "",
      .source = "Holland and Leinhardt, Am. J. Sociol. 76:492 (1970)",
      .why = "Whether triangles loop or have an order: recurrence against hierarchy, free of how "
             "many triangles there are.",
      .cost = "O(Σ degree²)",
      .low = 0,
      .high = 1},
     latigraph_measure_cyclic_ratio},
    {{.name = "cycle-participation",
      .definition = "Share of neurons on at least one directed cycle of three edges, whatever "
                    "other edges there are.",
      .unit = "",
      .source = "Fagiolo, Phys. Rev. E 76:026107 (2007)",
      .why = "How many neurons can hear themselves after three synapses: how widely recurrence "
             "reaches.",
      .cost = "O(Σ in-degree out-degree)",
      .low = 0,
      .high = 1},
     latigraph_measure_cycle_participation},
    {{.name = "simplices-2",
      .definition = "Directed simplices of dimension 2 a neuron: ordered threes of neurons with "
                    "edges i to j, j to k, i to k; further edges do not matter.",
      .unit = "per neuron",
      .source = "Reimann et al., Front. Comput. Neurosci. 11:48 (2017)",
      .why =
          "All-to-all feed-forward groups, which respond together; dimension 1 is the mean degree.",
      .cost = "O(Σ in-degree out-degree)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_simplices_2},
    {{.name = "simplices-3",
      .definition = "Directed simplices of dimension 3 a neuron: ordered fours of neurons with "
                    "edges each to all behind it; further edges do not matter.",
      .unit = "per neuron",
      .source = "Reimann et al., Front. Comput. Neurosci. 11:48 (2017)",
      .why = "Larger groups of the same kind, far commoner in cortex than in random circuits of "
             "its density.",
      .cost = "O(simplices of dimension 2 × degree)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_simplices_3},
    {{.name = "spectral-gap",
      .definition = "1 - |second eigenvalue| / |first eigenvalue| of the unweighted adjacency "
                    "matrix, by absolute value; up to 1000 neurons.",
      .unit = "",
      .source = "igraph_lapack_dgeev(); Chung, Spectral Graph Theory (1997)",
      .why = "Wide: one pattern of activity rules the recurrent dynamics; narrow: several compete "
             "or oscillate.",
      .cost = "O(s³) for strongly connected components of s neurons, shared with non-normality",
      .low = 0,
      .high = 1},
     latigraph_measure_spectral_gap},
    {{.name = "non-normality",
      .definition = "Henrici's departure from normality over the Frobenius norm, sqrt((m - sum of "
                    "|eigenvalue|²) / m); 1 without any cycle; up to 1000 neurons.",
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
      .why = "How many independent patterns the wiring maps inputs onto: the dimension it lets "
             "activity have.",
      .cost = "O(Σ in-degree²)",
      .low = 1,
      .high = INFINITY},
     latigraph_measure_effective_rank},
    {{.name = "algebraic-connectivity",
      .definition = "Second smallest eigenvalue of the Laplacian of the circuit without directions "
                    "and weights; 0 where it falls apart; up to 1000 neurons.",
      .unit = "",
      .source = "igraph_lapack_dsyevr(); Fiedler, Czech. Math. J. 23:298 (1973)",
      .why = "How hard the circuit is to cut in two, and how fast it synchronises.",
      .cost = "O(n³)",
      .low = 0,
      .high = INFINITY},
     latigraph_measure_algebraic_connectivity},
    {{.name = "ei-balance",
      .definition = "Edges of excitatory minus edges of inhibitory senders, over their sum; types "
                    "of a categorical column whose levels begin with exc or inh, are glutamatergic "
                    "or gabaergic, or are only E and I.",
      .unit = "",
      .source = "Vogels, Rajan, Abbott, Annu. Rev. Neurosci. 28:357 (2005)",
      .why = "Balance of excitation and inhibition keeps recurrent activity from dying out or "
             "running away.",
      .cost = "O(n)",
      .needs_types = 1,
      .low = -1,
      .high = 1},
     latigraph_measure_ei_balance},
    {{.name = "weight-cv",
      .definition = "Standard deviation of the edge weights over their mean.",
      .unit = "",
      .source = "Barrat et al., PNAS 101:3747 (2004); Song et al., PLoS Biol. 3:e68 (2005)",
      .why = "Few strong connections among many weak ones: heavy tails that shape who drives whom.",
      .cost = "O(m)",
      .needs_weights = 1,
      .low = 0,
      .high = INFINITY},
     latigraph_measure_weight_cv},
};
