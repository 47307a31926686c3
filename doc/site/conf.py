"""Sphinx's configuration of the site; build.py lays out the sources and calls Sphinx."""

project = "latigraph"
author = "The latigraph developers"
copyright = "2026, The latigraph developers"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
root_doc = "index"
language = "en"
primary_domain = "c"
highlight_language = "text"
smartquotes = False  # "--option" in a text stays as it is

# Anchors of headings, so that links to them are checked.
myst_heading_anchors = 4
suppress_warnings = ["misc.highlighting_failure"]  # "..." in snippets

# A reference to what is documented nowhere is an error; other libraries are not documented here.
nitpicky = True
nitpick_ignore_regex = [
    ("c:identifier", r"(igraph_|FILE|size_t|json|MPI).*"),
    ("py:class", r".*"),
    ("py:func", r"igraph\..*"),
]

html_theme = "alabaster"
html_title = "latigraph"
html_theme_options = {
    "description": "Generative models of circuits for igraph",
    "fixed_sidebar": False,
    "page_width": "1100px",
    "sidebar_width": "250px",
    "body_max_width": "none",
    "sidebar_collapse": True,
}
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_show_sourcelink = False
