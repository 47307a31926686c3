# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Models of circuits side by side on the same held-out circuits; see bench/README.md."""
