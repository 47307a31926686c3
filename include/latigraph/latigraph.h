/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_H
#define LATIGRAPH_H

#include <latigraph/activity.h>
#include <latigraph/blocks.h>
#include <latigraph/call.h>
#include <latigraph/callback.h>
#include <latigraph/circuit.h>
#include <latigraph/covariance.h>
#include <latigraph/directions.h>
#include <latigraph/explain.h>
#include <latigraph/export.h>
#include <latigraph/factors.h>
#include <latigraph/figure.h>
#include <latigraph/function.h>
#include <latigraph/functional.h>
#include <latigraph/generate.h>
#include <latigraph/latent.h>
#include <latigraph/lesion.h>
#include <latigraph/manifold.h>
#include <latigraph/maps.h>
#include <latigraph/measure.h>
#include <latigraph/model.h>
#include <latigraph/nodes.h>
#include <latigraph/operation.h>
#include <latigraph/paths.h>
#include <latigraph/population.h>
#include <latigraph/registry.h>
#include <latigraph/states.h>
#include <latigraph/steer.h>
#include <latigraph/surrogate.h>
#include <latigraph/synchrony.h>
#include <latigraph/version.h>
#include <latigraph/weights.h>

#endif
