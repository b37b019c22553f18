// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/placeholders.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

enum Placeholder { Number, Now, Random };
constexpr std::array Names{
    QLatin1StringView("{i}"), QLatin1StringView("{now}"), QLatin1StringView("{random}")};

struct Found {
    qsizetype at;
    Placeholder which;
};

std::optional<Found> findPlaceholder(QStringView text, qsizetype from)
{
    for (qsizetype at = text.indexOf(u'{', from); at >= 0; at = text.indexOf(u'{', at + 1)) {
        for (std::size_t i = 0; i < Names.size(); ++i) {
            if (text.sliced(at).startsWith(Names[i]))
                return Found{at, Placeholder(i)};
        }
    }
    return std::nullopt;
}

QString valueOf(Placeholder which, const PlaceholderValues& values)
{
    switch (which) {
    case Number:
        return QString::number(values.number);
    case Now:
        return QDateTime::fromMSecsSinceEpoch(values.nowMs, Qt::UTC).toString(Qt::ISODateWithMs);
    case Random:
        break;
    }
    return QString::number(values.random);
}

template <typename Value> QString replaced(const QString& text, Value value)
{
    QString result;
    qsizetype from = 0;
    while (const auto found = findPlaceholder(text, from)) {
        result += QStringView(text).sliced(from, found->at - from);
        result += value(found->which);
        from = found->at + Names[found->which].size();
    }
    return from == 0 ? text : result + QStringView(text).sliced(from);
}

} // namespace

PlaceholderValues PlaceholderValues::next(quint64 number)
{
    return {number, QDateTime::currentMSecsSinceEpoch(), QRandomGenerator::global()->generate()};
}

QString withValues(const QString& text, const PlaceholderValues& values)
{
    return replaced(text, [&values](Placeholder which) { return valueOf(which, values); });
}

PublishRequest withValues(const PublishRequest& request, const PlaceholderValues& values)
{
    PublishRequest result = request;
    if (request.data.contains('{'))
        result.data = withValues(QString::fromUtf8(request.data), values).toUtf8();
    for (QString& id : result.userIds)
        id = withValues(id, values);
    result.id = withValues(request.id, values);
    result.once = withValues(request.once, values);
    return result;
}

bool hasPlaceholders(const PublishRequest& request)
{
    const auto has = [](const QString& text) { return findPlaceholder(text, 0).has_value(); };
    return has(request.id) || has(request.once)
        || std::any_of(request.userIds.begin(), request.userIds.end(), has)
        || (request.data.contains('{') && has(QString::fromUtf8(request.data)));
}

QString maskedPlaceholders(const QString& text)
{
    // A time is no JSON outside a string, so there it is left to be the mistake it is.
    return replaced(text, [](Placeholder which) {
        return which == Now ? QString(Names[Now]) : QString(Names[which].size(), u'1');
    });
}

QString reformatted(const QString& text, const std::function<QString(QStringView)>& format)
{
    QString result = format(maskedPlaceholders(text));
    // Characters that are no blanks stay in their order, so a placeholder is found again by how
    // many stand before it.
    qsizetype in = 0;
    qsizetype out = 0;
    for (auto found = findPlaceholder(text, 0); found; found = findPlaceholder(text, in)) {
        const auto skipBlanks = [](QStringView where, qsizetype& at) {
            while (at < where.size() && where[at].isSpace())
                ++at;
        };
        for (; in < found->at; ++in) {
            if (text[in].isSpace())
                continue;
            skipBlanks(result, out);
            ++out;
        }
        skipBlanks(result, out);
        const QLatin1StringView name = Names[found->which];
        result.replace(out, name.size(), name);
        in += name.size();
        out += name.size();
    }
    return result;
}

} // namespace fanlight
