// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_plan.h"

#include <memory>

namespace fanlight {

// Looks for the captures of a step in JSON. Keeps its parser; one thread.
class JsonProbe {
public:
    JsonProbe();
    ~JsonProbe();

    // Puts what is found into the variables; how many found nothing.
    std::uint64_t capture(std::string_view json, const std::vector<LoadPlan::Capture>& captures, std::vector<std::string>& variables);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace fanlight
