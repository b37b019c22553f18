// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/filter_terms.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString termOf(const QString& field, const QString& value)
{
    return field + u':' + QString(value).replace(u' ', u'?');
}

QStringList termsOf(const QString& filter)
{
    return filter.simplified().split(u' ', Qt::SkipEmptyParts);
}

} // namespace

QString toggledTerm(const QString& filter, const QString& field, const QString& value)
{
    const QString term = termOf(field, value);
    QStringList terms = termsOf(filter);
    const bool stands = terms.contains(term, Qt::CaseInsensitive);
    terms.removeIf([&](const QString& one) {
        return one.startsWith(QString(field + u':'), Qt::CaseInsensitive);
    });
    if (!stands)
        terms << term;
    return terms.join(u' ');
}

bool hasTerm(const QString& filter, const QString& field, const QString& value)
{
    return termsOf(filter).contains(termOf(field, value), Qt::CaseInsensitive);
}

QString withTraffic(const QString& filter, Traffic traffic)
{
    switch (traffic) {
    case Traffic::Real:
        return filter + QStringLiteral(" traffic:real");
    case Traffic::Test:
        return filter + QStringLiteral(" traffic:test");
    case Traffic::All:
        break;
    }
    return filter;
}

} // namespace fanlight
