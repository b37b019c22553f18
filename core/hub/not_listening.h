// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// What comes of a question to a hub that does not listen. Pure; any thread.
namespace fanlight {

inline QString notListening()
{
    return QStringLiteral("The hub is not listening.");
}

// … of one whose answer has an error among its members.
template <class Answer> Answer notListening()
{
    Answer answer;
    answer.error = notListening();
    return answer;
}

} // namespace fanlight
