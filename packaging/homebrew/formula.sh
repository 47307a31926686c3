#!/bin/sh
# Prints a formula of Homebrew for a tarball that "make dist" made:
#     sh packaging/homebrew/formula.sh TARBALL ADDRESS >latigraph.rb
# ADDRESS is where the tarball can be fetched; its sha256 is computed here.
set -eu
[ $# = 2 ] || { sed -n 's/^# \{0,1\}//; 2,4p' "$0" >&2; exit 2; }
sha256=$( (sha256sum "$1" 2>/dev/null || shasum -a 256 "$1") | cut -d ' ' -f 1)
cat <<FORMULA
class Latigraph < Formula
  desc "Generative models of circuits for igraph"
  homepage "${2%/*}"
  url "$2"
  sha256 "$sha256"
  license "GPL-2.0-or-later"

  depends_on "pkgconf" => [:build, :test]
  depends_on "cairo"
  depends_on "glib"
  depends_on "hdf5"
  depends_on "igraph"
  depends_on "json-glib"
  depends_on "libmatio"
  depends_on "openblas"

  def install
    ENV.prepend_path "PKG_CONFIG_PATH", Formula["openblas"].opt_lib/"pkgconfig"
    system "./configure", "--disable-silent-rules", *std_configure_args
    system "make"
    system "make", "install"
  end

  test do
    system bin/"latigraph", "generate", "worm", "--count", "1", "--seed", "1", "-o", "out"
    assert_path_exists testpath/"out"
    (testpath/"test.c").write <<~C
      #include <latigraph/latigraph.h>
      #include <stdio.h>
      int main(void) {
          puts(latigraph_property_name(NULL, 0));
          return 0;
      }
    C
    flags = shell_output("pkgconf --cflags --libs latigraph").split
    system ENV.cc, "test.c", "-o", "test", *flags
    system "./test"
  end
end
FORMULA
