// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "sources/source.h"

namespace fanlight {

// Why the hub would refuse this content of a source again, for people; empty when it would take
// it: the hub's own rules decide. Pure; any thread.
QString letterProblem(const SourceContent& content, const HubOptions& hub);

} // namespace fanlight
