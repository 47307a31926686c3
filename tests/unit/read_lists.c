/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Lists of edges, tables and matrices in text as other programs write them, the types of node data,
 * positions under many names, options of the reader, encodings, and files of programs that are not
 * read. */

#include "read_test.h"

#define UNKNOWN_ONE                                                                                \
    { .missing = LATIGRAPH_MISSING_ONE }
#define PAIRS "source,target,weight\n"

/* clang-format off: one file per entry. */
static const readable_t LISTS[] = {
    {"blank.txt", "0 1\n1 2\n\n2 0\n", "0,1,2; 0>1 1>2 2>0", {0}},
    {"comma.txt", "0,1\n1,2\n2,0\n", "0,1,2; 0>1 1>2 2>0", {0}},
    {"sorted.txt", "102 100\n100 101\n102 101\n", "100,101,102; 100>101 102>100 102>101", {0}},
    {"names.txt", "B A\nA C\n", "B,A,C; B>A A>C", {0}},
    {"zeros.txt", "01 2\n2 01\n", "01,2; 01>2 2>01", {0}},
    {"header.txt", "source target\n0 1\n1 2\n", "0,1,2; 0>1 1>2", {0}},
    {"ids.edgelist",
     "neuron1 neuron2\nneuron2 neuron3\n",
     "neuron1,neuron2,neuron3; neuron1>neuron2 neuron2>neuron3",
     {0}},
    {"dict.edgelist", "0 1 {}\n1 2 {}\n", "0,1,2; 0>1 1>2", {0}},
    {"weights.edgelist", "0 1 {'weight': 5}\n1 2 {'colour': 'x', 'weight': 3}\n2 0 {'weight': x}\n",
     "0,1,2; 0>1:5 1>2:3 2>0:1; !unknown-weights", UNKNOWN_ONE},
    {"snap.txt",
     "# Directed graph\n# From\tTo\n0\t1\n1\t2\n# end\n2\t0\n",
     "0,1,2; 0>1 1>2 2>0",
     {0}},
    {"weights.edges", "0 1 5\n1 2 3\n", "0,1,2; 0>1:5 1>2:3", {0}},
    {"partial.ncol", "a b 3\nb c\nc a 2\n", "a,b,c; a>b:3 b>c:1 c>a:2; !unknown-weights", {0}},
    {"decimal.ncol", "a b 3,5\nb c 1,25\n", "a,b,c; a>b:3.5 b>c:1.25; !decimal-commas", {0}},
    {"long.txt",
     "864691135012345678 864691135012345679\n",
     "864691135012345678,864691135012345679; 864691135012345678>864691135012345679",
     {0}},
    {"four.txt",
     "0 1 5 7\n1 2 3 7\n2 0 7 7\n0 2 1 7\n",
     "0,1,2; 0>1:5 0>2:1 1>2:3 2>0:7; !unused-columns",
     {.format = "edgelist"}},
    {"lengths.csv",
     "source,target\nabcdefghijklmno,abcdefghijklmnop\nabcdefghijklmnop,"
     "abcdefghijklmnopq\nabcdefghijklmnopq,12345678\n12345678,123456789\n123456789,1234567:"
     "\n1234567:,1234567/\n1234567/"
     ",123456789012345678\n123456789012345678,1234567890123456789\n1234567890123456789,"
     "0123456789012345678\n0123456789012345678,abcdefghijklmno\nabcdefghijklmno,"
     "0123456789012345678\n0123456789012345678,1234567890123456789\n1234567890123456789,"
     "123456789012345678\n123456789012345678,1234567/\n1234567/"
     ",1234567:\n1234567:,123456789\n123456789,12345678\n12345678,"
     "abcdefghijklmnopq\nabcdefghijklmnopq,abcdefghijklmnop\nabcdefghijklmnop,abcdefghijklmno\n",
     "abcdefghijklmno,abcdefghijklmnop,abcdefghijklmnopq,12345678,123456789,1234567:,1234567/"
     ",123456789012345678,1234567890123456789,0123456789012345678; "
     "abcdefghijklmno>abcdefghijklmnop abcdefghijklmno>0123456789012345678 "
     "abcdefghijklmnop>abcdefghijklmno abcdefghijklmnop>abcdefghijklmnopq "
     "abcdefghijklmnopq>abcdefghijklmnop abcdefghijklmnopq>12345678 12345678>abcdefghijklmnopq "
     "12345678>123456789 123456789>12345678 123456789>1234567: 1234567:>123456789 "
     "1234567:>1234567/ 1234567/>1234567: 1234567/>123456789012345678 123456789012345678>1234567/ "
     "123456789012345678>1234567890123456789 1234567890123456789>123456789012345678 "
     "1234567890123456789>0123456789012345678 0123456789012345678>abcdefghijklmno "
     "0123456789012345678>1234567890123456789",
     {0}},
    {"floats.csv", "source,target\n1.0,2.0\n2.0,3\n3,1.00\n", "1,2,3; 1>2 2>3 3>1; !note", {0}},
    {"R.txt",
     "\"from\" \"to\" \"weight\"\n\"1\" \"a\" \"b\" 2\n\"2\" \"b\" \"a\" 4\n",
     "a,b; a>b:2 b>a:4; !note",
     {0}},
    {"codex.csv",
     "pre_root_id,post_root_id,neuropil,syn_count\n1,2,MB,5\n1,2,LH,7\n2,3,MB,9\n",
     "1,2,3; 1>2:12 2>3:9; !note",
     {0}},
    {"stems.csv",
     "axon_pre_x,axon_post_x,w_z\na,b,3\nb,a,4\n",
     "a,b; a>b b>a; !note !no-weights",
     {0}},
    {"synapses.csv",
     "id,pre_pt_root_id,post_pt_root_id,size\n1,a,b,1200\n2,a,b,800\n3,b,c,640\n",
     "a,b,c; a>b:2 b>c:1; !note !weights !rows-counted",
     {0}},
    {"synapses.csv",
     "id,pre_pt_root_id,post_pt_root_id,size\n1,a,b,1200\n2,a,b,800\n3,b,c,640\n",
     "a,b,c; a>b:2000 b>c:640; !note",
     {.weight = "size"}},
    {"synapses.csv", "source,target,size\na,b,1200\na,b,800\n", "a,b; a>b", {.weight = "none"}},
    {"synapses.csv",
     "source,target,size\na,b,1200\na,b,800\n",
     "a,b; a>b:2; !rows-counted",
     {.weight = "count"}},
    {"sizes.csv", "source,target,size\na,b,12\nb,a,8\n", "a,b; a>b:12 b>a:8", {0}},
    {"words.csv",
     "here,there,much\na,b,1\nb,c,2\n",
     "a,b,c; a>b:1 b>c:2; !note",
     {.source = "here", .target = "there", .weight = "much"}},
    {"zero.csv", PAIRS "a,b,3\nb,c,0\n", "a,b,c; a>b:3; !zero-weights", {0}},
    {"negative.csv",
     PAIRS "a,b,3\nb,c,-1\n",
     "a,b,c; a>b:3 b>c:1; !negative-weights",
     {.negative = LATIGRAPH_NEGATIVE_ABSOLUTE}},
    {"missing.csv", PAIRS "a,b,3\nb,c,NA\n", "a,b,c; a>b:3 b>c:1; !unknown-weights", UNKNOWN_ONE},
    {"dropped.csv",
     PAIRS "a,b,3\nb,c,\n",
     "a,b,c; a>b:3; !unknown-weights",
     {.missing = LATIGRAPH_MISSING_DROP}},
    {"adj.txt", "0 3 0\n4 0 1\n2 0 0\n", "0,1,2; 0>1:3 1>0:4 1>2:1 2>0:2; !note", {0}},
    {"four.csv", "0;1,5;0;0\n0;0;NA;0\n0;0;0;0\n1;0;0;nan\n",
     "0,1,2,3; 0>1:1.5 1>2:1 3>0:1; !note !unknown-weights", UNKNOWN_ONE},
    {"labels.csv", ",A,B,C\nA,0,3,0\nB,4,0,1\nC,2,0,0\n", "A,B,C; A>B:3 B>A:4 B>C:1 C>A:2", {0}},
    {"labels.txt", "A B C\nA 0 3 0\nB 4 0 1\nC 2 0 0\n", "A,B,C; A>B:3 B>A:4 B>C:1 C>A:2", {0}},
    /* Names above and at the left can be numbers, as pandas writes them, in any order, or counted.
     */
    {"index.csv", ",0,1\n0,0,2\n1,3,0\n", "0,1; 0>1:2 1>0:3", {0}},
    {"ids.csv",
     ",864691135012345678,7,9\n864691135012345678,0,3,0\n7,4,0,1\n9,2,0,0\n",
     "864691135012345678,7,9; 864691135012345678>7:3 7>864691135012345678:4 7>9:1 "
     "9>864691135012345678:2",
     {0}},
    {"permuted.csv", ",C,A,B\nA,0,0,3\nB,1,4,0\nC,0,2,0\n", "C,A,B; C>A:2 A>B:3 B>C:1 B>A:4", {0}},
    {"counted.csv",
     "\"\",\"V1\",\"V2\",\"V3\",\"V4\"\n\"1\",0,3,0,0\n\"2\",0,0,0,2\n\"3\",0,0,0,0\n\"4\",0,0,1,"
     "0\n",
     "V1,V2,V3,V4; V1>V2:3 V2>V4:2 V4>V3:1; !note",
     {0}},
    {"from_one.csv",
     ",1,2,3,4\n0,0,3,0,0\n1,0,0,0,2\n2,0,0,0,0\n3,0,0,1,0\n",
     "1,2,3,4; 1>2:3 2>4:2 4>3:1; !note",
     {0}},
    {"above.csv",
     "0,1,2,3\n0,3,0,0\n0,0,0,2\n0,0,0,0\n0,0,1,0\n",
     "0,1,2,3; 0>1:3 1>3:2 3>2:1; !note",
     {0}},
    {"words.csv",
     "A;B;C;D\n0;1,5;0;0\n0;0;0;2\n0;0;0;0\n0;0;1;0\n",
     "A,B,C,D; A>B:1.5 B>D:2 D>C:1; !note",
     {0}},
    {"blanks.csv",
     ",3,,\n,,,2\n,,,\n,,1,\n",
     "0,1,2,3; 0>1:3 1>3:2 3>2:1; !note !empty-cells",
     {0}},
    {"pivot.csv", "pre,A,B\nA,,2\nB,,\n", "A,B; A>B:2; !empty-cells", {0}},
    {"konect.tsv", "% asym weighted\n% 2 3 3\n1\t2\t5\n2\t3\t4\n", "1,2,3; 1>2:5 2>3:4", {0}},
    {"excel.csv",
     "sep=;\r\nsource;target;weight\r\na;b;3\r\nb;a;1\r\n;;\r\n",
     "a,b; a>b:3 b>a:1",
     {0}},
    {"wormatlas.csv",
     "Neuron 1,Neuron 2,Type,Nbr\na,b,S,3\na,b,Sp,2\nb,c,S,1\n",
     "a,b,c; a>b:5 b>c:1; !note",
     {0}},
    {"commas.adjlist", "a,b,c\nb,c\nc\n", "a,b,c; a>b a>c b>c", {0}},
    {"colons.adjlist", "a: b, c\nb: c\nc:\n", "a,b,c; a>b a>c b>c", {0}},
    {"blanks.adjlist",
     "# x y\nN 1;N 2\nN 2;N 1;N 3\nN 3\n",
     "N 1,N 2,N 3; N 1>N 2 N 2>N 1 N 2>N 3",
     {0}},
    {"two.matrix", "0 3\n4 0\n", "0,1; 0>1:3 1>0:4", {0}},
    {"two.csv", ",p,q\np,0,2\nq,0,0\n", "p,q; p>q:2", {.format = "matrix"}},
};

static const refused_t BAD[] = {
    {"a.csv", "here,there,much\na,b,1\n", "source=NAME and target=NAME", {0}},
    {"b.csv", PAIRS "a,b,-1\n", "line 2, column \"weight\": \"-1\" is not a weight", {0}},
    {"c.csv", PAIRS "a,b,NA\n", "missing=", {0}},
    {"d.csv", PAIRS "a,b,0\n", "zero=", {.zero = LATIGRAPH_ZERO_REFUSE}},
    {"e.csv", PAIRS "a,b,1\na,b,2\n", "parallel", {.parallel = LATIGRAPH_PARALLEL_REFUSE}},
    {"f.csv", "source,target\n1.2e+17,1\n", "has lost its last digits", {0}},
    {"rows.csv",
     PAIRS "a,b,1\nb,c\nc,a,2\n",
     "line 3: the row has 2 cells, but the header has 3; its first cell is \"b\"",
     {0}},
    {"digits.csv", "source,target\na,b\n1.2e+17,1\nb,a\n", "line 3: the id \"1.2e+17\"", {0}},
    {"empty.csv", "source,target\na,b\nb,\n\na,c\n", "line 3: the cell of column 2", {0}},
    {"quote.csv",
     "source,target\na,b\nb,\"c\nd,e\n",
     "line 3: a quote is opened and never closed",
     {0}},
    {"g.csv", "id,type\na,PN\n", "is a table of neurons without edges (columns: id, type)", {0}},
    {"h.txt", "a b exc\nc b inh\n", "is not recognised", {0}},
    {"i.txt", "a b\nb c # not sure\n", "format=adjacency", {0}},
    {"j.txt", "a\nb\n", "is not recognised", {0}},
    {"k.txt", "a\nb\n", "there is one column, but an edge has two ends", {.format = "edgelist"}},
    {"l.txt", "0 1 5 7\n1 2\n", "format=adjacency", {0}},
    {"m.matrix", "0 3\n4 0 1\n", "this row has another number of cells", {0}},
    {"n.matrix", "0 3\n4 0\n1 1\n", "but more rows", {0}},
    {"o.matrix", "0 3 4\n4 0 1\n", "the matrix has 2 rows and 3 columns", {0}},
    {"p.matrix", "0 1\n4 x\n", "line 2, column 2: \"x\" is not a number", {0}},
    {"q.csv",
     ",p,p\np,0,2\np,0,0\n",
     "two columns of the matrix are called \"p\"",
     {.format = "matrix"}},
    {"r.csv",
     ",p,q\np,0,2\nz,0,0\n",
     "row 2 of the matrix is called \"z\", but no column is",
     {.format = "matrix"}},
    {"rr.csv", ",p,q\np,0,2\np,0,0\n", "two rows of the matrix are called \"p\"", {0}},
    {"ri.csv", ",p,q\n0,0,2\n2,0,0\n", "row 2 of the matrix is called \"2\"", {.format = "matrix"}},
    {"left.csv",
     "a,0,1,0,0\nb,0,0,0,1\nc,1,0,0,0\nd,1,0,0,0\n",
     "names above if it has names",
     {0}},
    {"s.csv",
     "p,q\np,0,2,3\nq,1,0,3\n",
     "has 3 columns, but its header 2 names",
     {.format = "matrix"}},
    {"t.csv", "# nothing\n\n", "is empty: there is no row in it", {0}},
    {"u.csv", PAIRS "a,b,1\n", "choose one of npy, npz, mat", {.format = "xls"}},
    {"v.csv",
     PAIRS "a,b,1\n",
     "no columns with the ends of the edges",
     {.format = "edgelist", .source = "q"}},
    {"w.csv",
     PAIRS "a,b,1\n",
     "there is no column or edge attribute \"q\" to take the weights from",
     {.weight = "q"}},
    {"x.q", PAIRS "a,b,1\n", "x.q", {.weight = "q"}},
    {"page.graphml", "<html>not here</html>", "is XML or HTML, but neither GraphML nor GEXF", {0}},
    {"a.gml",
     "graph [ directed 1 node [ id 1 c \"p\" ] node [ id 2 c \"p\" ] ]",
     "values of \"c\" repeat",
     {.id = "c"}},
};

/* A table of nodes, and what is read from it. */
static const readable_t NODES[] = {
    {"fractions",
     "id,osi\na,1.5\nb,2\nc,3\nd,4\ne,5\nf,6\ng,7\nh,8\ni,9\nj,odd\n",
     "a,b,c,d,e,f,g,h,i,j; osi=1.5,2,3,4,5,6,7,8,9,-; !not-numbers",
     {0}},
    {"codes",
     "id,cluster\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\ng,7\nh,8\ni,9\nj,odd\n",
     "a,b,c,d,e,f,g,h,i,j; cluster=1,2,3,4,5,6,7,8,9,odd; !nearly-numbers",
     {0}},
    {"digits",
     "id,root\na,864691135012345678\nb,-864691135012345679\n",
     "a,b; root=864691135012345678,-864691135012345679; !note",
     {0}},
    {"truth", "id,done\na,Yes\nb,no\nc,\nd,TRUE\n", "a,b,c,d; done=true,false,,true", {0}},
    {"commas",
     "id;x_um;y_um\na;1,5;2\nb;3;4,25\n",
     "a,b; at 1.5,2 3,4.25 um; !decimal-commas !decimal-commas",
     {0}},
    {"stray", "id,x,y\na,1,2\nb,3,lost\nc,4,5\n", "a,b,c; at 1,2 -,- 4,5; !not-numbers", {0}},
    {"capitals", "id,X,Y\na,1,2\nb,3,4\n", "a,b; at 1,2 3,4; !positions", {0}},
    {"stems",
     "id,soma_x,soma_y,soma_z\na,1,2,5\nb,3,4,6\n",
     "a,b; at 1,2,5 3,4,6; !positions",
     {0}},
    {"units", "id,xnm,ynm,znm\na,1,2,5\nb,3,4,6\n", "a,b; at 1,2,5 3,4,6 nm; !positions", {0}},
    {"spreadsheet",
     "id,X (\xc2\xb5m),Y (\xc2\xb5m)\na,1,2\nb,3,4\n",
     "a,b; at 1,2 3,4 um; !positions",
     {0}},
    {"stems and units",
     "id,soma_x_nm,soma_y_nm\na,1,2\nb,3,4\n",
     "a,b; at 1,2 3,4 nm; !positions",
     {0}},
    {"other units", "id,xnm,yum\na,1,2\nb,3,4\n", "a,b; xnm=1,3; yum=2,4", {0}},
    {"half a stem", "id,soma_x,soma_z\na,1,2\nb,3,4\n", "a,b; soma_x=1,3; soma_z=2,4", {0}},
    {"triples",
     "id,pt_position\na,\"[4, 8, 15]\"\nb,(16 23 42)\nc,\n",
     "a,b,c; at 4,8,15 16,23,42 -,-,-; !positions",
     {0}},
    {"scaled",
     "id,pt_position\na,\"[4, 8, 15]\"\nb,(16 23 42)\n",
     "a,b; at 16,32,600 64,92,1680 nm",
     {.positions = "pt_position:nm:4,4,40"}},
    {"uneven", "id,pos\na,\"[4, 8, 15]\"\nb,\"[1, 2]\"\n", "a,b; pos=[4, 8, 15],[1, 2]", {0}},
    {"single", "id,pos\na,[4]\nb,[5]\n", "a,b; pos=[4],[5]", {0}},
    {"quadruple", "id,pos\na,[4 5 6 7]\nb,[5 6 7 8]\n", "a,b; pos=[4 5 6 7],[5 6 7 8]", {0}},
    {"letters", "id,pos\na,[a b]\nb,[c d]\n", "a,b; pos=[a b],[c d]", {0}},
    {"tail", "id,pos\na,[1 2] q\nb,[3 4]\n", "a,b; pos=[1 2] q,[3 4]", {0}},
    {"alike", "id,x,y\na,1,1\nb,1,1\n", "a,b; !positions", {0}},
    {"unknown", "id,x,y\na,NA,1\nb,NA,1\n", "a,b; x=,; y=1,1", {0}},
    {"drawing", "id,x,y,z,r,g,b\na,1,2,0,9,9,9\nb,3,4,0,9,9,9\n", "a,b; !drawing", {0}},
    {"chosen", "id,u,v\na,1,2\nb,3,4\n", "a,b; at 2,4 6,8 um", {.positions = "u,v:um:2"}},
    {"none", "id,x,y\na,1,2\nb,3,4\n", "a,b; x=1,3; y=2,4", {.positions = "none"}},
    {"named", "key,type\na,1\nb,2\n", "a,b; type=1,2", {.id = "key"}},
    {"rows", ",type,osi\na,p,1\nb,q,2\n", "a,b; osi=1,2; type=p,q", {0}},
};

static const struct {
    const char *positions, *message;
} PLANS[] = {
    {"", "is not understood"},
    {"a,b,c,d", "is not understood"},
    {"x,y:um:1:2", "is not understood"},
    {"x,y:um:0", "is not understood"},
    {"x,y:um:", "is not understood"},
    {"x,y:um:1,2,3,4", "is not understood"},
    {"x,y:um:inf", "is not understood"},
    {"x,q", "there is no numeric column \"q\""},
    {"type", "there is no column \"type\" of positions"},
    {"q", "there is no column \"q\" of positions"},
};

static const readable_t GRAPHS[] = {
    {"chosen.gml",
     "graph [ directed 1 node [ id 1 c \"p\" ] node [ id 2 c \"q\" ] edge [ source 1 target 2 ] ]",
     "p,q; p>q",
     {.id = "c"}},
    {"counted.gml",
     "graph [ directed 1 node [ id 0 name \"p\" ] node [ id 1 label \"q\" ] ]",
     "p,1; label=,q",
     {0}},
    {"repeat.gml",
     "graph [ directed 1 node [ id 0 name \"p\" ] node [ id 1 name \"p\" ] ]",
     "0,1; label=p,p; !names-repeat",
     {0}},
    {"both.gml",
     "graph [ directed 1 node [ id 5 name \"p\" label \"r\" ] node [ id 7 name \"q\" ] ]",
     "5,7; label=r,",
     {0}},
    {"neuron.gml",
     "graph [ directed 1 node [ id 5 neuron \"p\" ] node [ id 7 neuron \"q\" ] ]",
     "p,q",
     {0}},
    {"unit.gml",
     "graph [ directed 1 unit \"nm\" connectome \"fly\" node [ id 5 x 1 y 2 ] node [ id 7 x 3 y 4 "
     "] ]",
     "5,7; at 1,2 3,4 nm; of fly",
     {0}},
    {"unit.gml",
     "graph [ directed 1 unit \"nm\" node [ id 5 ] ]",
     "5; note unit=\"nm\"; of worm",
     {.connectome = "worm"}},
};
/* clang-format on */

static void write_folder(const char *nodes) {
    g_mkdir(test_path("t"), 0777);
    write_text(test_path("t/nodes.csv"), nodes);
    write_text(test_path("t/edges.csv"), "source,target\n");
}

static void test_nodes(void) {
    for (size_t k = 0; k < G_N_ELEMENTS(NODES); k++) {
        write_folder(NODES[k].text);
        check_line("t", NODES[k].line, &NODES[k].options);
    }
    for (size_t k = 0; k < G_N_ELEMENTS(PLANS); k++) {
        const latigraph_read_options_t options = {.positions = PLANS[k].positions};
        write_folder("id,x,y,type\na,1,2,p\nb,3,4,q\n");
        check_message("t", PLANS[k].message, &options);
    }
}

/* --- Encodings -------------------------------------------------------------------- */

static void write_encoded(const char *file, const char *text, const char *encoding) {
    gsize size;
    char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &size, NULL);
    REQUIRE(bytes != NULL);
    write_bytes(test_path(file), bytes, (gssize)size);
    g_free(bytes);
}

#define UMLAUT "Größe b\nb c\n"
#define XML                                                                                        \
    "<graph edgedefault='directed'><node id='Größe'/><node id='b'/>"                             \
    "<edge source='Größe' target='b'/></graph></graphml>"

static void test_encodings(void) {
    static const char *const encodings[] = {"UTF-16LE", "UTF-16BE"};
    static const char line[] = "Größe,b,c; Größe>b b>c";
    write_text(test_path("mark.txt"), "\xEF\xBB\xBF" UMLAUT);
    check_line("mark.txt", line, NULL);
    for (int k = 0; k < 2; k++) {
        write_encoded("wide.txt", "\xEF\xBB\xBF" UMLAUT, encodings[k]);
        check_line("wide.txt", line, NULL);
        write_encoded("wide.txt", UMLAUT, encodings[k]);
        check_line("wide.txt", line, NULL);
    }
    write_encoded("latin.txt", UMLAUT, "ISO-8859-1");
    check_line("latin.txt", "Größe,b,c; Größe>b b>c; !encoding", NULL);
    write_encoded("latin.graphml", "<?xml version='1.0' encoding='ISO-8859-1'?><graphml>" XML,
                  "ISO-8859-1");
    check_line("latin.graphml", "Größe,b; Größe>b", NULL);
    write_text(test_path("stated.graphml"), "<?xml version='1.0' encoding='utf8'?><graphml>" XML);
    check_line("stated.graphml", "Größe,b; Größe>b", NULL);
    write_text(test_path("silent.graphml"), "<?xml version='1.0'?><graphml>" XML);
    check_line("silent.graphml", "Größe,b; Größe>b", NULL);
    write_text(test_path("odd.graphml"), "<?xml version='1.0' encoding='x-odd'?><graphml>" XML);
    check_message("odd.graphml", "the encoding \"x-odd\", which is not known", NULL);
    write_text(test_path("ascii.graphml"), "<?xml version='1.0' encoding='ASCII'?><graphml>" XML);
    check_message("ascii.graphml", "cannot be read as text in ASCII", NULL);
    write_bytes(test_path("half.txt"), "\xFF\xFEx", 3);
    check_message("half.txt", "cannot be read as text in UTF-16LE", NULL);
    write_bytes(test_path("zero.txt"), "a b\nc \xE4\0\n", 9);
    check_message("zero.txt", "line 2: byte 0xE4 is not text", NULL);
    /* A text that is longer than the converter's buffer. */
    GString *text = g_string_new(NULL);
    for (int k = 0; k < 20000; k++) {
        g_string_append(text, "a b\nb a\n");
    }
    write_encoded("large.txt", text->str, "UTF-16LE");
    check_line("large.txt", "a,b; a>b:20000 b>a:20000; !rows-counted", NULL);
    g_string_free(text, TRUE);
}

/* --- Files of other programs ------------------------------------------------------- */

static void test_foreign(void) {
    static const struct {
        const char *bytes;
        gssize size;
        const char *what;
    } foreign[] = {
        {"PAR1...", 7, "a Parquet table"},
        {"ARROW1", 6, "a Feather table"},
        {"FEA1", 4, "a Feather table"},
        {"\x89HDF\r\n", 6, "an HDF5 file"},
        {"\xe2\x9b\xbe gt", 6, "a file of graph-tool"},
        {"\x80\x04", 2, "a pickle of Python"},
        {"\x80\x05", 2, "a pickle of Python"},
        {"RDX3", 4, "a workspace of R"},
        {"X\n\0\0\0", 5, "an object of R"},
        {"SQLite format 3", 15, "an SQLite database"},
        {"PK\3\4", 4, "a zip archive or a spreadsheet"},
        {"LEDA.GRAPH", 10, "a graph of LEDA"},
        {"%PDF-1.5", 8, "a PDF document"},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(foreign); k++) {
        write_bytes(test_path("foreign.txt"), foreign[k].bytes, foreign[k].size);
        check_message("foreign.txt", foreign[k].what, NULL);
    }
}

int main(void) {
    test_init();
    check_readable(LISTS, G_N_ELEMENTS(LISTS));
    check_readable(GRAPHS, G_N_ELEMENTS(GRAPHS));
    check_all_refused(BAD, G_N_ELEMENTS(BAD));
    test_nodes();
    test_encodings();
    test_foreign();
    test_end();
    return 0;
}
