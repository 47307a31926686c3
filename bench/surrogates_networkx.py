"""Times networkx beside bench/surrogates, which calls it with a file of edges.

The file has the number of nodes, and then an edge a line. Printed are the seconds of a directed
configuration model, the share of edges that it loses to self-loops and repeats, and nanoseconds
per swap of directed_edge_swap(). Nothing is printed without networkx 3.
"""

import sys
import time

try:
    import networkx as nx
except ImportError:
    sys.exit()
if not hasattr(nx, "directed_edge_swap"):
    sys.exit()

SWAPS = 2000

with open(sys.argv[1]) as file:
    n = int(file.readline())
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(tuple(map(int, line.split())) for line in file)

out_degrees = [graph.out_degree(i) for i in range(n)]
in_degrees = [graph.in_degree(i) for i in range(n)]
begin = time.process_time()
drawn = nx.DiGraph(nx.directed_configuration_model(in_degrees, out_degrees, seed=1))
drawn.remove_edges_from(list(nx.selfloop_edges(drawn)))
seconds = time.process_time() - begin
lost = 1 - drawn.number_of_edges() / graph.number_of_edges()

begin = time.process_time()
nx.directed_edge_swap(graph, nswap=SWAPS, max_tries=100 * SWAPS, seed=1)
swap = 1e9 * (time.process_time() - begin) / SWAPS
print(seconds, lost, swap)
