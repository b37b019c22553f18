// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_plan.h"

#include <memory>

namespace fanlight {

// Looks at an answer, or at an event, with what a step captures and checks. Keeps its parser; one
// thread.
class JsonProbe {
public:
    JsonProbe();
    ~JsonProbe();

    // Puts what the body has into the variables; how many captures found nothing. Those of headers
    // are not looked at.
    std::uint64_t capture(std::string_view body, const std::vector<LoadPlan::Capture>& captures,
        std::vector<std::string>& variables);
    // The first check of the body that does not hold; null: all do. Those of a header are not
    // looked at.
    const LoadPlan::Check* firstUnmet(std::string_view body,
        const std::vector<LoadPlan::Check>& checks, const std::string& user,
        const std::vector<std::string>& variables, LoadText::Random& random);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace fanlight
