// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <utility>

namespace fanlight {

// An answer whose error says why nothing was asked.
template <class Answer> auto asError(std::function<void(const Answer&)> done)
{
    return [done = std::move(done)](const QString& why) {
        Answer answer;
        answer.error = why;
        done(answer);
    };
}

} // namespace fanlight
