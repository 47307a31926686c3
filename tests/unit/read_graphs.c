/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Reads graph files as other programs write them, and compares the circuit of each with the text
 * that follows the file in its entry. A malformed file is refused with an error that names the file
 * and the fault. */

#include "read_test.h"

/* clang-format off: files are kept as they are written. */
static const readable_t GOOD[] = {
    {"keys.graphml",
     "<graphml><key id='w' for='edge' attr.name='weight' "
     "attr.type='double'><default>2</default></key>"
     "<key id='t' for='node' attr.name='type' attr.type='string'/>"
     "<key id='b' for='node' attr.name='alive' attr.type='boolean'/>"
     "<key id='s' for='graph' attr.name='seed' attr.type='int'/>"
     "<graph id='G' edgedefault='directed'><data key='s'>5</data>"
     "<node id='a'><data key='t'>PN</data><data key='b'> True </data></node>"
     "<node id='b'><graph id='inner' edgedefault='directed'><node id='c'/></graph></node>"
     "<edge source='a' target='b'><data key='w'>3</data></edge>"
     "<edge source='b' target='c' directed='false'/></graph></graphml>",
     "a,b,c; a>b:3 b>c:2 c>b:2; alive=true,,; type=PN,,; note seed=5; !note !mixed-directions",
     {0}},
    {"odd-keys.graphml",
     "<g:graphml xmlns:g='x'><key id='k' attr.type='odd'><default>7</default></key>"
     "<key id='n1' for='node' attr.name='size'/><key id='n2' for='node' attr.name='size' "
     "attr.type='int'/>"
     "<key id='e' for='edge' attr.name='' attr.type='float'/><desc>text</desc>"
     "<g:graph edgedefault='directed'><node id='x1'><data key='n1'>1.5</data><data "
     "key='n2'>2</data></node>"
     "<node id='x7'><data key='k'>8</data></node>"
     "<edge source='x1' target='x7' directed='true'><data key='e'>4</data></edge>"
     "<default/></g:graph></g:graphml>",
     "x1,x7; x1>x7; k=7,8; n2=2,-; size=1.5,-; !repeated-attribute !no-weights",
     {.format = "graphml"}},
    {"undirected.graphml",
     "<graphml><graph edgedefault='undirected'><node id='a'/><node id='b'/>"
     "<edge source='a' target='b'/></graph></graphml>",
     "a,b; a>b b>a",
     {.undirected = LATIGRAPH_UNDIRECTED_MUTUAL}},
    {"three.graphml",
     "<graphml><graph><node id='a'/></graph><graph id='H'><node id='b'/></graph>"
     "<graph><node id='c'/></graph></graphml>",
     "a / b / c",
     {0}},
    {"classes.gexf",
     "<gexf><graph defaultedgetype='directed'><attributes class='node'>"
     "<attribute id='0' title='type' type='string'/>"
     "<attribute id='1' title='osi' type='double'><default>0.5</default></attribute>"
     "<attribute id='2' title='ok' type='boolean'/><attribute id='extra' type='list'/></attributes>"
     "<attributes class='edge'><attribute id='0' title='delay' type='float'/></attributes>"
     "<nodes><node id='a' label='AVA'><attvalues><attvalue for='0' value='PN'/></attvalues></node>"
     "<node id='b' label='b'><attvalues><attvalue id='1' value='2'/><attvalue for='2' "
     "value='true'/>"
     "<attvalue for='extra' value='q'/></attvalues></node><node id='c'/></nodes>"
     "<edges><edge source='a' target='b' weight='3'><attvalues><attvalue for='0' value='9'/>"
     "</attvalues></edge><edge source='b' target='c' type='mutual'/>"
     "<edge source='c' target='a' type='directed' weight='4'/></edges></graph></gexf>",
     "a,b,c; a>b:3 b>c:1 c>a:4 c>b:1; extra=,q,; label=AVA,,; ok=,true,; osi=0.5,2,0.5; type=PN,,; "
     "!mixed-directions",
     {0}},
    {"default.gexf",
     "<gexf><graph><nodes><node id='a'/><node id='b'/></nodes><edges><edge source='a' target='b'/>"
     "</edges></graph></gexf>",
     "a,b; a>b b>a",
     {.undirected = LATIGRAPH_UNDIRECTED_MUTUAL}},
    {"entities.gml",
     "# a comment\nCreator \"me\" other [ a [ b \"]\" ] ]\ngraph [ directed 1 comment \"x\ny\" "
     "version 2 "
     "node [ id 7 label \"A &amp; B &#228; &nope; &#0; &lt;\" graphics [ x 1 ] size 3 ] "
     "edge [ source 7 target 9 weight 2 weight 3 data [ q 1 ] ] node [ id 9 label \"b\" ] ]",
     "7,9; 7>9:2; label=A & B ä &nope; &#0; <,b; size=3,-; note comment=\"x\ny\"; note version=2; "
     "!repeated-attribute",
     {0}},
    {"undirected.gml",
     "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]",
     "0,1; 0>1",
     {.undirected = LATIGRAPH_UNDIRECTED_DIRECTED}},
    {"sections.net",
     "*Network test\n% a comment\n*Vertices 3\n1 \"Anna B\" 10 20 30 ic Red\n2 Bert 4 5 6\n\n"
     "*Arcs\n1 2 3\n*Arcslist\n2 3 1\n*Edges\n1 3 2\n",
     "Anna B,Bert,3; Anna B>Bert:3 Anna B>3:2 Bert>Anna B:1 Bert>3:1 3>Anna B:2; "
     "at 10,20,30 4,5,6 -,-,-; !mixed-directions",
     {0}},
    {"drawing.net",
     "*vertices 2\n1 a 0.1 0.2 0.5\n2 b 0.3 0.4 0.5\n*arcs\n1 2\n",
     "a,b; a>b; !drawing",
     {0}},
    {"lists.net",
     "*vertices 3\n*edgeslist\n1 2 3\n",
     "1,2,3; 1>2 1>3 2>1 3>1",
     {.undirected = LATIGRAPH_UNDIRECTED_MUTUAL}},
    {"unknown.net",
     "*vertices 3\n*arcs\n1 2 NA\n2 3 4\n",
     "1,2,3; 1>2:1 2>3:4; !unknown-weights",
     {.missing = LATIGRAPH_MISSING_ONE}},
    {"links.json",
     "{\"directed\": true, \"graph\": {\"seed\": 5, \"title\": \"net\", \"list\": [1]}, \"nodes\": "
     "["
     "{\"id\": \"a\", \"type\": \"PN\", \"pos\": [1, 2.5], \"flag\": true, \"none\": null},"
     "{\"name\": \"b\", \"pos\": [3, 4], \"long\": [1, 2, 3, 4], \"mixed\": [1, \"x\"]}, \"c\", "
     "{}],"
     "\"links\": [{\"source\": \"a\", \"target\": \"b\", \"weight\": 2.5}, {\"from\": 0, \"to\": "
     "\"c\"}]}",
     "a,b,c,3; a>b:2.5 a>c:1; flag=true,,,; label=,b,,; type=PN,,,; at 1,2.5 3,4 -,- -,-; "
     "note seed=5; note title=\"net\"; !positions !unknown-weights",
     {0}},
    {"elements.cyjs",
     "{\"data\": {}, \"elements\": {\"nodes\": [{\"data\": {\"id\": \"a\"}, \"position\": {\"x\": "
     "1}},"
     "{\"data\": {\"id\": \"b\"}}], \"edges\": [{\"data\": {\"source\": \"a\", \"target\": \"b\", "
     "\"weight\": 3}}]}}",
     "a,b; a>b:3",
     {0}},
    {"undirected.json",
     "{\"directed\": false, \"nodes\": [{\"id\": 1}, {\"id\": 5}], \"edges\": [{\"source\": 5, "
     "\"target\": 1}]}",
     "1,5; 1>5 5>1",
     {.undirected = LATIGRAPH_UNDIRECTED_MUTUAL}},
    {"chains.dot",
     "strict digraph \"x\" { // c\n /* d\n */ graph [rankdir=LR]; node [shape=box]; rankdir=LR;\n"
     "a [type=PN, pos=\"1,2\", alive]; subgraph s { b; c }, a:p1:n -> b -> c [weight=3; "
     "label=<<b>x\n</b>>];\n"
     "# e\n \"q \\\"r\\\"\" -> a }\n",
     "a,b,c,q \"r\"; a>b:3 b>c:3 q \"r\">a:1; alive=true,,,; type=PN,,,; !unknown-weights",
     {0}},
    {"mixed.gv", "digraph { a -- b; b->c }", "a,b,c; a>b b>a b>c; !mixed-directions", {0}},
    {"undirected.dot",
     "graph g { a -- b -- c }",
     "a,b,c; a>b b>a b>c c>b",
     {.undirected = LATIGRAPH_UNDIRECTED_MUTUAL}},
    {"blanks.sif", "A pre B D\nB pre D\n\nE\n", "A,B,D,E; A>B A>D B>D", {0}},
    {"tabs.sif", "A 1\tpre\tB\nB\tpre\tA 1\tC\n", "A 1,B,C; A 1>B B>A 1 B>C", {0}},
    {"g.adjlist", "# a comment\nA B C\nB\nC A\n", "A,B,C; A>B A>C C>A", {0}},
};

#define AS_DOT                                                                                     \
    { .format = "dot" }
#define AS_GML                                                                                     \
    { .format = "gml" }
#define KEY "<graphml><key id='k' for='node'/>"

static const refused_t BAD[] = {
    {"a.graphml", "<graphml></graphml>", "there is no <graph> in the file", {0}},
    {"b.graphml", "<graphml><key for='node'/>", "line 1: a <key> has no id", {0}},
    {"c.graphml", KEY "<key id='k'/>", "two keys have the same id", {0}},
    {"d.graphml", KEY "<graph><data key='q'/>", "names a key that is not declared", {0}},
    {"e.graphml", KEY "<graph><data/>", "names a key that is not declared", {0}},
    {"f.graphml", "<graphml>\n<node id='a'/>", "line 2: a <node> is outside of <graph>", {0}},
    {"g.graphml", "<graphml><edge source='a' target='a'/>", "an <edge> is outside of <graph>", {0}},
    {"h.graphml", "<graphml><graph><hyperedge/>", "it has hyperedges", {0}},
    {"i.graphml", "<graphml><graph><node/>", "a <node> has no id", {0}},
    {"j.graphml",
     "<graphml><graph><node id='a'/><node id='a'/>",
     "two nodes have the same id",
     {0}},
    {"k.graphml",
     "<graphml><graph><node id='a'/><edge source='a'/>",
     "an <edge> has no target",
     {0}},
    {"l.graphml",
     "<graphml><graph><node id='a'/>\n<edge source='a' target='b'/></graph></graphml>",
     "line 2: an <edge> has the end \"b\", but no <node> has this id",
     {0}},
    {"m.graphml", "<graphml><graph>", "cannot be read as XML", {0}},
    {"a.gexf", "<gexf></gexf>", "there is no <graph> in the file", {0}},
    {"b.gexf", "<gexf><graph/><graph/></gexf>", "there is a second <graph>", {0}},
    {"c.gexf", "<gexf><graph><attribute title='x'/>", "an <attribute> has no id", {0}},
    {"d.gexf", "<gexf><graph><node id='a'><attvalue for='x' value='1'/>", "is not declared", {0}},
    {"e.gexf", "<gexf><node id='a'/>", "a <node> is outside of <graph>", {0}},
    {"f.gexf", "<gexf><edge source='a' target='b'/>", "an <edge> is outside of <graph>", {0}},
    {"g.gexf",
     "<gexf><graph><attribute id='x'/><attvalue for='x' value='1'/>",
     "is not declared",
     {0}},
    {"a.gml", "graph [ node [ id 1 ]", "a list is opened and never closed", {0}},
    {"b.gml", "graph [ \"x\" 1 ]", "line 1: a key is missing", {0}},
    {"c.gml", "graph [ directed ]", "a value is missing", {0}},
    {"d.gml", "graph [ comment \"x", "a quote is opened and never closed", {0}},
    {"e.gml", "graph [ node [ label \"x\" z [ q 1 ] ] ]", "a node has no id", {0}},
    {"f.gml", "graph [ node [ id 1 ]\nnode [ id 1 ] ]", "line 2: two nodes have the same id", {0}},
    {"g.gml", "graph [ node [ id 1 ] edge [ source 1 ] ]", "an edge has the target \"\"", {0}},
    {"h.gml",
     "graph [ node [ id 1 ] edge [ source 5 target 1 ] ]",
     "an edge has the source \"5\"",
     {0}},
    {"i.gml", "graph [ ] graph [ ]", "there is a second graph", {0}},
    {"j.gml", "graph [ ] ]", "a bracket is closed and was never opened", {0}},
    {"k.gml", "x 1", "there is no \"graph [\" in the file", AS_GML},
    {"l.gml", "x [ a 1", "a list is opened and never closed", AS_GML},
    {"a.net", "*vertices 2\nx y\n", "line 2: a line of *Vertices does not begin with", {0}},
    {"b.net", "*vertices 2\n*vertices 2\n", "there is a second *Vertices", {0}},
    {"c.net", "*vertices x\n", "\"x\" is not a number of vertices", {0}},
    {"d.net", "*vertices\n", "\"\" is not a number of vertices", {0}},
    {"e.net", "*vertices 2\n*arcs\n1 2 x\n", "line 3: a weight is not a number", {0}},
    {"f.net", "*vertices 2\n*arcs\n1 3\n", "does not begin with the numbers of two vertices", {0}},
    {"g.net", "*vertices 2\n*arcs\n1\n", "does not begin with the numbers of two vertices", {0}},
    {"h.net", "*vertices 2\n*arcslist\n3 1\n", "does not begin with the number of a vertex", {0}},
    {"i.net", "*vertices 2\n*arcslist\n1 x\n", "that is not the number of a vertex", {0}},
    {"j.net",
     "*vertices 2\n*arcslist\n1 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2\n",
     "more than 15 targets",
     {0}},
    {"k.net", "*vertices 2\n*matrix\n", "the section \"*matrix\" is not read", {0}},
    {"l.net", "*network x\n1 2\n", "the file does not begin with *Vertices", {0}},
    {"m.net", "*vertices 2\n1 \"a\n", "a quote is opened and never closed", {0}},
    {"a.json", "{}", "the JSON is no graph", {0}},
    {"b.json", "{\"nodes\": [], \"links\": [1]}", "a link is not an object", {0}},
    {"c.json", "{\"nodes\": [1, 1], \"links\": []}", "two nodes have the id \"1\"", {0}},
    {"d.json",
     "{\"nodes\": [\"a\"], \"links\": [{\"source\": \"a\", \"target\": 3}]}",
     "a link has the target \"3\"",
     {0}},
    {"e.json",
     "{\"nodes\": [\"a\"], \"links\": [{\"target\": \"a\"}]}",
     "a link has the source \"\"",
     {0}},
    {"f.json", "{\"nodes\": [", "f.json", {0}},
    {"g.json", "{\"nodes\": {}, \"links\": []}", "the JSON is no graph", {0}},
    {"h.json",
     "{ \"directed\": 1, \"nodes\": [null], \"links\": [null] }",
     "a link is not an object",
     {0}},
    {"a.dot", "digraph { a -> \"b", "a quote is opened and never closed", {0}},
    {"b.dot", "digraph { a [x=<b] }", "a text in <> is opened and never closed", {0}},
    {"c.dot", "digraph {\na [=1] }", "line 2: an attribute should begin with its name", {0}},
    {"d.dot", "digraph { a [x=;] }", "an attribute has no value", {0}},
    {"e.dot", "digraph { {a b} -> c }", "an edge joins groups of nodes", {0}},
    {"f.dot", "digraph { a -> {b c} }", "an edge joins groups of nodes", {0}},
    {"g.dot", "digraph { a -> ; }", "the name of a node is missing", {0}},
    {"h.dot", "digraph { a", "a bracket { is opened and never closed", {0}},
    {"i.dot", "x { }", "does not begin with \"graph\" or \"digraph\"", AS_DOT},
    {"j.dot", "digraph x y { }", "the bracket { after the name of the graph is missing", {0}},
    {"k.dot", "digraph { } x", "text follows the end of the graph", {0}},
    {"l.dot", "digraph { a -> subgraph b { } }", "an edge joins groups of nodes", {0}},
    {"a.sif", "A pre\n", "this one ends after \"pre\"", {0}},
    {"a.madj", "A 1\nB {'weight': 3}\n", "line 2: this is a multiline adjacency list", {0}},
};
/* clang-format on */

/* Elements that are nested without end, and a key of GML that is too long. */
static void test_depth(void) {
    GString *text = g_string_new("<graphml>");
    for (int k = 0; k < 300; k++) {
        g_string_append(text, "<data>");
    }
    write_text(test_path("deep.graphml"), text->str);
    check_message("deep.graphml", "names a key that is not declared", NULL);
    g_string_assign(text, "<gexf>");
    for (int k = 0; k < 300; k++) {
        g_string_append(text, "<meta>");
    }
    write_text(test_path("deep.gexf"), text->str);
    check_message("deep.gexf", "elements are nested too deeply", NULL);
    g_string_assign(text, "graph [ ");
    for (int k = 0; k < 130; k++) {
        g_string_append_c(text, 'k');
    }
    write_text(test_path("long.gml"), text->str);
    check_message("long.gml", "a key has more than 127 characters", NULL);
    g_string_assign(text, "{\"nodes\": ");
    for (int k = 0; k < 100; k++) {
        g_string_append_c(text, '[');
    }
    write_text(test_path("deep.json"), text->str);
    check_message("deep.json", "64 levels", NULL);
    g_string_free(text, TRUE);
}

/* The graphs of one file are called after it, and after their ids or numbers. */
static void test_several(void) {
    static const char *const names[] = {"three", "three-H", "three-3"};
    latigraph_circuit_list_t list;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_read(&list, test_path("three.graphml"), NULL, NULL));
    REQUIRE(list.size == 3);
    for (int k = 0; k < 3; k++) {
        CHECK(strcmp(list.items[k]->name, names[k]) == 0);
    }
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_readable(GOOD, G_N_ELEMENTS(GOOD));
    check_all_refused(BAD, G_N_ELEMENTS(BAD));
    test_depth();
    test_several();
    test_end();
    return 0;
}
