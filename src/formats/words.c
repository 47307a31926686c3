/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Headers that data sources use for the same thing: FlyWire Codex (pre_root_id, syn_count), CAVE
 * (pre_pt_root_id), neuPrint (bodyId_pre, :START_ID(Body-ID)), Gephi (Source), pandas and networkx
 * (source, from), WormAtlas (Neuron 1, Nbr). They are compared by their letters and digits alone,
 * so that case, blanks and underscores do not matter. */

#include "formats/settle.h"

#include <string.h>

void latigraph_plain_word(const char *name, char plain[64]) {
    gsize length = 0;
    for (; *name != '\0' && length < 63; name++) {
        if (g_ascii_isalnum(*name)) {
            plain[length++] = g_ascii_tolower(*name);
        }
    }
    plain[length] = '\0';
}

static gboolean is_one_of(const char *name, const char *const *words, gsize count) {
    char plain[64];
    latigraph_plain_word(name, plain);
    for (gsize w = 0; w < count; w++) {
        if (strcmp(plain, words[w]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Word k of one list belongs to word k of the other. */
static const char *const sources[] = {"source",
                                      "src",
                                      "from",
                                      "pre",
                                      "presyn",
                                      "presynaptic",
                                      "preid",
                                      "prerootid",
                                      "preptrootid",
                                      "bodyidpre",
                                      "prebodyid",
                                      "bodypre",
                                      "presegid",
                                      "presegmentid",
                                      "sourceid",
                                      "sourcenode",
                                      "sourceneuron",
                                      "sourcename",
                                      "fromid",
                                      "fromnode",
                                      "fromnodeid",
                                      "fromneuron",
                                      "sender",
                                      "presynapticneuron",
                                      "presynapticid",
                                      "presynapticcell",
                                      "precell",
                                      "precellid",
                                      "preneuron",
                                      "preneuronid",
                                      "prename",
                                      "upstream",
                                      "upstreamid",
                                      "startid",
                                      "startidbodyid",
                                      "startnode",
                                      "neuron1",
                                      "node1",
                                      "cell1",
                                      "u",
                                      "i",
                                      "preskeletonid",
                                      "preskid",
                                      "idpre",
                                      "rootidpre",
                                      "presupervoxelid",
                                      "prenodeid"};
static const char *const targets[] = {"target",
                                      "dst",
                                      "to",
                                      "post",
                                      "postsyn",
                                      "postsynaptic",
                                      "postid",
                                      "postrootid",
                                      "postptrootid",
                                      "bodyidpost",
                                      "postbodyid",
                                      "bodypost",
                                      "postsegid",
                                      "postsegmentid",
                                      "targetid",
                                      "targetnode",
                                      "targetneuron",
                                      "targetname",
                                      "toid",
                                      "tonode",
                                      "tonodeid",
                                      "toneuron",
                                      "receiver",
                                      "postsynapticneuron",
                                      "postsynapticid",
                                      "postsynapticcell",
                                      "postcell",
                                      "postcellid",
                                      "postneuron",
                                      "postneuronid",
                                      "postname",
                                      "downstream",
                                      "downstreamid",
                                      "endid",
                                      "endidbodyid",
                                      "endnode",
                                      "neuron2",
                                      "node2",
                                      "cell2",
                                      "v",
                                      "j",
                                      "postskeletonid",
                                      "postskid",
                                      "idpost",
                                      "rootidpost",
                                      "postsupervoxelid",
                                      "postnodeid",
                                      "destination",
                                      "dest",
                                      "tgt",
                                      "nbr",
                                      "neighbor",
                                      "neighbour"};

gboolean latigraph_is_source_word(const char *name) {
    return is_one_of(name, sources, G_N_ELEMENTS(sources));
}

gboolean latigraph_is_target_word(const char *name) {
    return is_one_of(name, targets, G_N_ELEMENTS(targets));
}

int latigraph_weight_word(const char *name) {
    static const char *const usual[] = {"weight",
                                        "weights",
                                        "edgeweight",
                                        "syncount",
                                        "synapsecount",
                                        "nsyn",
                                        "nsyns",
                                        "nsynapses",
                                        "numsynapses",
                                        "numsyn",
                                        "synapses",
                                        "synapsenumber",
                                        "count",
                                        "counts",
                                        "contacts",
                                        "numcontacts",
                                        "connections",
                                        "nconnections",
                                        "strength",
                                        "synweight",
                                        "sumweight",
                                        "totalweight",
                                        "synapsesum",
                                        "weighttotal",
                                        "roiweight",
                                        "synapticcount",
                                        "numberofsynapses",
                                        "numberofcontacts",
                                        "numberofconnections",
                                        "nbr"};
    static const char *const possible[] = {"size", "sumsize", "sizesum", "value", "n", "w"};
    return is_one_of(name, usual, G_N_ELEMENTS(usual))         ? 2
           : is_one_of(name, possible, G_N_ELEMENTS(possible)) ? 1
                                                               : 0;
}

int latigraph_id_word(const char *name) {
    static const char *const best[] = {"id",     "nodeid",   "neuronid",  "rootid",     "ptrootid",
                                       "bodyid", "segid",    "segmentid", "skeletonid", "skid",
                                       "cellid", "idbodyid", "bodyidlong"};
    static const char *const names[] = {"name",   "neuron",     "cell",     "node",
                                        "vertex", "neuronname", "cellname", "nodename"};
    return is_one_of(name, best, 1)                             ? 4
           : is_one_of(name, best, G_N_ELEMENTS(best))          ? 3
           : is_one_of(name, names, G_N_ELEMENTS(names))        ? 2
           : is_one_of(name, (const char *const[]){"label"}, 1) ? 1
                                                                : 0;
}
