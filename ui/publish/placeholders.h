// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

#include <functional>

namespace fanlight {

// What stands for the placeholders in one notification. Pure functions; any thread.
struct PlaceholderValues {
    quint64 number = 1; // {i}: 1, 2, 3… in a repeat or a batch, else 1
    qint64 nowMs = 0; // {now}: UTC, as ISO 8601 with milliseconds
    quint32 random = 0; // {random}

    static PlaceholderValues next(quint64 number); // now, and a new random number
};

// {i}, {now} and {random} replaced, wherever they stand; every other brace stays as it is and
// nothing escapes one.
QString withValues(const QString& text, const PlaceholderValues& values);
// The same in the payload, the user ids, the event id and the key.
PublishRequest withValues(const PublishRequest& request, const PlaceholderValues& values);
bool hasPlaceholders(const PublishRequest& request);

// The text with values of the same length in the place of the placeholders, so that what is JSON
// once they are replaced can be checked for that, and what is wrong stands at the same place.
QString maskedPlaceholders(const QString& text);
// Changes blanks only (as compactJson() and prettyJson() do), placeholders standing for values.
QString reformatted(const QString& text, const std::function<QString(QStringView)>& format);

} // namespace fanlight
