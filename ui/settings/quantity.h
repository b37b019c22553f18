// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace fanlight {

// A duration (ms), a size (bytes), a count or a port as people read it, "15 s", "256 KiB",
// "10,000", "50123", and as options have it, "15s", "256KiB", "10000", "50123"; with what zero
// means, if it means something of its own, and the round values one steps through. A plain value;
// any thread.
struct Quantity {
    enum class Kind { Duration, Size, Count, Port };
    enum class Steps { Round, Ones };

    Kind kind = Kind::Count;
    QString zeroText = {}; // as the option has it: "off", "auto", "0"
    QString zeroLabel = {}; // as people read it: "no limit"; empty: zero is a value like another
    Steps steps = Steps::Round;

    // Both forms are read, also "2min" and "10 000"; nothing when it is none.
    std::optional<qint64> parse(const QString& text) const;
    QString label(qint64 value) const;
    QString optionText(qint64 value) const;
    // The round value above or below; the same when there is none.
    qint64 next(qint64 value, bool up) const;
};

} // namespace fanlight
