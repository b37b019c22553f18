// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token_list.h"

#include <QFile>

#include <algorithm>

namespace fanlight::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxTokenName = 64;

bool isTokenText(QStringView text)
{
    return text.size() <= MaxTokenLength
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

bool isTokenName(QStringView name)
{
    return !name.isEmpty() && name.size() <= MaxTokenName
        && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z')
                   || (c >= u'A' && c <= u'Z') || c == u'-' || c == u'_' || c == u'.';
           });
}

// A “=” with nothing but “=” behind it ends a token in base64.
GivenToken given(const QString& text)
{
    const qsizetype sign = text.indexOf(u'=');
    const QStringView rest = sign < 0 ? QStringView() : QStringView(text).sliced(sign + 1);
    const bool isPadding = std::all_of(rest.begin(), rest.end(), [](QChar c) { return c == u'='; });
    if (sign < 0 || isPadding || !isTokenName(QStringView(text).first(sign)))
        return {{}, text};
    return {text.first(sign), rest.toString()};
}

} // namespace

QString parseTokens(const QString& list, std::vector<GivenToken>& tokens)
{
    std::vector<GivenToken> read;
    for (const QString& part : list.split(u',', Qt::SkipEmptyParts)) {
        const QString text = part.trimmed();
        if (!text.startsWith(u'@') && !isTokenText(text) && !text.contains("=@"_L1))
            return u"a token has at most %1 printable ASCII characters and no blanks"_s.arg(
                MaxTokenLength);
        GivenToken token = given(text);
        if (!token.isFile() && !isTokenText(token.text))
            return u"a token has at most %1 printable ASCII characters and no blanks"_s.arg(
                MaxTokenLength);
        const bool isTaken = std::any_of(read.begin(), read.end(),
            [&token](const GivenToken& other) { return other.name == token.name; });
        if (isTaken)
            return token.name.isEmpty()
                ? u"of several tokens each needs a name of its own: NAME=TOKEN"_s
                : u"“%1” is the name of two tokens"_s.arg(token.name);
        read.push_back(std::move(token));
    }
    tokens = std::move(read);
    return {};
}

std::optional<std::string> secretOf(const QString& text, QString& error)
{
    if (!text.startsWith(u'@'))
        return text.toStdString();
    QFile file(text.sliced(1));
    if (!file.open(QIODevice::ReadOnly)) {
        error = u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString());
        return std::nullopt;
    }
    QByteArray bytes = file.read(MaxSecretFileBytes + 1);
    if (bytes.size() > MaxSecretFileBytes) {
        error = u"%1 is longer than %2 KiB"_s.arg(file.fileName()).arg(MaxSecretFileBytes >> 10);
        return std::nullopt;
    }
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    if (bytes.isEmpty()) {
        error = u"%1 is empty"_s.arg(file.fileName());
        return std::nullopt;
    }
    return bytes.toStdString();
}

} // namespace fanlight::auth
