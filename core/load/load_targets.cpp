// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_targets.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

LoadTargets findTargets(const LoadPlan& plan)
{
    LoadTargets found;
    for (const LoadOrigin& origin : plan.origins) {
        const auto address
            = findAddress(origin.host, origin.port, origin.isTls ? plan.tls : nullptr, found.error);
        if (!address)
            return found;
        found.addresses.push_back(*address);
    }
    found.error.clear(); // what is left of an address that did not answer, where another did
    if (plan.scenario.publishing.rate <= 0)
        return found;
    found.publish = findPublishTarget(plan, found.addresses.front(), found.error);
    found.error = found.publish ? QString() : u"publishing: "_s + found.error;
    return found;
}

} // namespace fanlight
