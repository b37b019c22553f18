// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_window.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace fanlight::window_exchange {

// What instances tell each other of their streams: a wish to the others, and of each the front of
// its rows, from the first to the last of the window. What comes from them is checked as anything
// from outside. Pure; any thread.

inline constexpr qsizetype MaxBytes = 1 << 20; // of an answer; a larger one is not given, nor read
inline constexpr qsizetype MaxText = 4096; // characters of a text of a row

// As far as another instance needs it. Not of a wish with a problem.
QJsonObject wishJson(const ConnectionWish& wish);
std::optional<ConnectionWish> wishFrom(
    const QJsonObject& json); // none: it is none, or has a problem

QByteArray answerOf(const ConnectionWindow& front);
// `wish`: that it answers; none: that is no answer to it.
std::optional<ConnectionWindow> answerFrom(const QByteArray& bytes, const ConnectionWish& wish);

// The window of all of them: the own front first, then those of others, whose rows say whose they
// are.
std::shared_ptr<ConnectionWindow> join(
    const ConnectionWindow& own, const std::vector<ConnectionWindow>& others);

} // namespace fanlight::window_exchange
