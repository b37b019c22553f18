// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace fanlight::auth {

// A token of a role as an option gives it: NAME=TOKEN, NAME=@FILE, TOKEN or @FILE.
struct GivenToken {
    QString name; // empty: it has none of its own, and is called after its role
    QString text; // the token, or @FILE

    bool isFile() const { return text.startsWith(u'@'); }
};

// Takes a list with commas apart. Empty, or what is wrong, without the tokens, since errors end up
// in logs. Of several each but one must have a name, so that a token with a comma in it does not
// become two that are easier to guess.
QString parseTokens(const QString& list, std::vector<GivenToken>& tokens);

// A secret from what an option says: the text, or what is in @FILE without the end of its last
// line. Nothing when the file cannot be read, with why in `error`.
std::optional<std::string> secretOf(const QString& text, QString& error);

constexpr qsizetype MaxTokenLength = 512;
constexpr qint64 MaxSecretFileBytes = 64 << 10;

} // namespace fanlight::auth
